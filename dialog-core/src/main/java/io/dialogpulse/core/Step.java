package io.dialogpulse.core;

/**
 * What an event means for a dialog in the state it is in: the same {@code accepted} takes an active dialog and does
 * nothing to a closed one. All rules about effect stand in {@link #of}; the parts of the dialog only follow.
 */
sealed interface Step {
    /** The first opening. */
    record Opening(Change.Opened opened) implements Step {}

    /** Sent to the queue, another line or another operator, while active. */
    record Queueing(Change.Queued queued, boolean byOperator) implements Step {}

    /** Taken by an operator while active. */
    record Acceptance(Operator operator) implements Step {}

    /** A message of the client, whatever it does. */
    sealed interface ClientMessage extends Step permits ClientWrote, ClientReturned, ClientWroteInSpam {
        Person client();
    }

    /** The client wrote in an active dialog. */
    record ClientWrote(Person client) implements ClientMessage {}

    /** The client wrote in a dialog that was closing or closed, and made it active again. */
    record ClientReturned(Person client, DetailedStatus to, boolean afterClosed) implements ClientMessage {}

    /** The client wrote in a dialog that is spam: nobody will answer. */
    record ClientWroteInSpam(Person client) implements ClientMessage {}

    /**
     * An operator replied in an active dialog.
     *
     * @param toClient false for the first words of an outbound dialog: there is nothing yet to reply to
     */
    record Reply(Person author, boolean toClient) implements Step {}

    /** An operator wrote outside an active dialog. */
    record Farewell() implements Step {}

    /** A bot wrote. */
    record BotMessage() implements Step {}

    /** A rule wrote in an operator's name. */
    record AutomaticMessage() implements Step {}

    /** The closing began, while active. */
    record ClosingStart(boolean byOperator) implements Step {}

    /** The dialog was closed, while not closed. */
    record Closing(boolean spam, boolean byOperator) implements Step {}

    /** A rating, a link, a flag …: has its effect in every state. */
    record Annotation(Change change) implements Step {}

    /** All that is known of the client is erased, in every state. */
    record Erasure() implements Step {}

    /** History only. */
    record Nothing() implements Step {}

    static Step of(DialogEvent event, Dialog dialog) {
        return switch (event) {
            case Message message ->
                switch (message.author().role()) {
                    case CLIENT -> clientMessage(message.author(), dialog);
                    case OPERATOR -> operatorMessage(message, dialog);
                    case BOT -> new BotMessage();
                    case SYSTEM -> new Nothing();
                };
            case StatusChange change -> change(change, dialog);
        };
    }

    private static Step clientMessage(Person client, Dialog dialog) {
        return switch (dialog.detailedStatus()) {
            case SPAM -> new ClientWroteInSpam(client);
            case CLOSED -> new ClientReturned(client, reopened(dialog), true);
            case CLOSING -> new ClientReturned(client, reopened(dialog), false);
            default -> new ClientWrote(client);
        };
    }

    private static DetailedStatus reopened(Dialog dialog) {
        if (dialog.dates().operatorReplied()) {
            return DetailedStatus.CLIENT_WAITING_AGAIN;
        }
        return dialog.dates().operatorStartedAt() != null ? DetailedStatus.CLIENT_WAITING : DetailedStatus.NEW;
    }

    private static Step operatorMessage(Message message, Dialog dialog) {
        if (message.automatic()) {
            return new AutomaticMessage();
        }
        if (!dialog.detailedStatus().active()) {
            return new Farewell();
        }
        boolean clientWrote = dialog.messages().clientCount() > 0;
        return new Reply(message.author(), clientWrote || dialog.origin().direction() == Direction.INBOUND);
    }

    private static Step change(StatusChange event, Dialog dialog) {
        boolean active = dialog.detailedStatus().active();
        return switch (event.change()) {
            case Change.Opened opened -> dialog.origin().opened() ? new Nothing() : new Opening(opened);
            case Change.Queued queued -> active ? new Queueing(queued, event.byOperator()) : new Nothing();
            case Change.Accepted accepted -> active ? new Acceptance(accepted.operator()) : new Nothing();
            case Change.ClosingStarted _ -> active ? new ClosingStart(event.byOperator()) : new Nothing();
            case Change.Closed closed ->
                dialog.detailedStatus().closed() ? new Nothing() : new Closing(closed.spam(), event.byOperator());
            case Change.ClientErased _ -> new Erasure();
            default -> new Annotation(event.change());
        };
    }
}
