/** Events that come over HTTP: JSON in, the same Avro records out that connectors write to Kafka. */
package io.dialogpulse.query.events;
