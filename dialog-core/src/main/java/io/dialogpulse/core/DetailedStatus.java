package io.dialogpulse.core;

/** The status in detail. */
public enum DetailedStatus {
    /** Nobody has taken it yet. */
    NEW(0, Status.CLIENT_WAITING),
    /** In the queue, or transferred to somebody who has not taken it. */
    QUEUED(5, Status.CLIENT_WAITING),
    /** An operator pressed Answer. */
    ACCEPTED(10, Status.CLIENT_WAITING),
    /** The client wrote to the operator who accepted. */
    CLIENT_WAITING(20, Status.CLIENT_WAITING),
    /** The client wrote after an operator's answer. */
    CLIENT_WAITING_AGAIN(25, Status.CLIENT_WAITING),
    /** The last word is the operator's. */
    OPERATOR_ANSWERED(40, Status.OPERATOR_ANSWERED),
    /** Waiting for the client's rating, or after an automatic farewell. */
    CLOSING(50, Status.OPERATOR_ANSWERED),
    /** Closed. */
    CLOSED(60, Status.CLOSED),
    /** Closed as spam. */
    SPAM(65, Status.CLOSED);

    private final int code;
    private final Status status;

    DetailedStatus(int code, Status status) {
        this.code = code;
        this.status = status;
    }

    /** The number that other products know the status by; ascending with the dialog's progress. */
    public int code() {
        return code;
    }

    /** The general status it belongs to. */
    public Status status() {
        return status;
    }

    /** Whether somebody still has something to do. */
    public boolean active() {
        return compareTo(CLOSING) < 0;
    }

    /** Closed or spam. */
    public boolean closed() {
        return status == Status.CLOSED;
    }

    DetailedStatus after(Step step) {
        return switch (step) {
            case Step.Queueing _ -> QUEUED;
            case Step.Acceptance _ -> this == NEW || this == QUEUED ? ACCEPTED : this;
            case Step.ClientWrote _ ->
                switch (this) {
                    case ACCEPTED -> CLIENT_WAITING;
                    case OPERATOR_ANSWERED -> CLIENT_WAITING_AGAIN;
                    default -> this;
                };
            case Step.ClientReturned returned -> returned.to();
            case Step.Reply _ -> OPERATOR_ANSWERED;
            case Step.ClosingStart _ -> CLOSING;
            case Step.Closing closing -> closing.spam() ? SPAM : CLOSED;
            default -> this;
        };
    }
}
