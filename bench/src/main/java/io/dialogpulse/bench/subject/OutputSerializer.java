package io.dialogpulse.bench.subject;

import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.schemas.Topic;
import org.apache.kafka.common.serialization.Serializer;

/** Encodes an event under the subject it came from, so that the pass-through needs no subjects of its own. */
record OutputSerializer(Serializer<Object> ours) implements Serializer<Object> {
    @Override
    public byte[] serialize(String topic, Object event) {
        Topic source = event instanceof MessageEvent ? Topic.DIALOG_MESSAGES : Topic.DIALOG_STATUSES;
        return ours.serialize(source.topicName(), event);
    }

    @Override
    public void close() {
        ours.close();
    }
}
