package io.dialogpulse.streams.topology;

import io.dialogpulse.core.DialogEvent;

/** A valid event, and its value as it came: what is rejected later leaves unchanged all the same. */
final class Received {
    private final DialogEvent event;
    private final byte[] value;

    Received(DialogEvent event, byte[] value) {
        this.event = event;
        this.value = value;
    }

    DialogEvent event() {
        return event;
    }

    byte[] value() {
        return value;
    }
}
