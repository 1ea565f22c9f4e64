package io.dialogpulse.core;

/** Something that happened in a dialog. Its {@link #position()} identifies it and puts it in order. */
public sealed interface DialogEvent permits Message, StatusChange {
    /** The connector's id of the event. */
    String eventId();

    /** When it happened. */
    long occurredAt();

    /** Decides among events of the same millisecond: opening 0, other changes 1, messages 2, closing 3 and 4. */
    int rank();

    /** What is left of it when the client is erased: no names of the client, no texts, no addresses. */
    DialogEvent erased();

    /** Where the event stands among the events of its dialog. */
    default EventPosition position() {
        return new EventPosition(occurredAt(), rank(), eventId());
    }
}
