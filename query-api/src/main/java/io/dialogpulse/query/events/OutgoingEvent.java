package io.dialogpulse.query.events;

import io.dialogpulse.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/** An event as it goes to Kafka. */
public record OutgoingEvent(Topic topic, String key, SpecificRecord event) {}
