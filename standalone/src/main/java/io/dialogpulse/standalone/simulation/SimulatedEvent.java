package io.dialogpulse.standalone.simulation;

import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.schemas.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event, and when its channel delivers it: minutes after it occurred if the channel was offline.
 *
 * @param event a {@link MessageEvent} or a {@link StatusEvent}
 * @param deliveredAt never before the event occurred
 */
public record SimulatedEvent(SpecificRecord event, Instant deliveredAt) {

    /** The dialog, which is the record's key too. */
    public String dialogId() {
        return switch (event) {
            case MessageEvent message -> message.getDialogId();
            case StatusEvent status -> status.getDialogId();
            default -> throw notSimulated();
        };
    }

    /** When it happened in the dialog. */
    public Instant occurredAt() {
        return switch (event) {
            case MessageEvent message -> message.getOccurredAt();
            case StatusEvent status -> status.getOccurredAt();
            default -> throw notSimulated();
        };
    }

    /** Where it is published. */
    public Topic topic() {
        return switch (event) {
            case MessageEvent _ -> Topic.DIALOG_MESSAGES;
            case StatusEvent _ -> Topic.DIALOG_STATUSES;
            default -> throw notSimulated();
        };
    }

    private IllegalStateException notSimulated() {
        return new IllegalStateException("channels publish messages and statuses, not "
                + event.getSchema().getFullName());
    }
}
