package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/** A message of a client, an operator, a bot or the system. */
public record Message(
        String eventId,
        long occurredAt,
        Person author,
        @Nullable String text,
        int attachments,
        boolean automatic) implements DialogEvent {

    public Message {
        text = Text.orAbsent(text);
    }

    @Override
    public Message erased() {
        return new Message(eventId, occurredAt, author.erased(), null, attachments, automatic);
    }

    @Override
    public int rank() {
        return 2;
    }
}
