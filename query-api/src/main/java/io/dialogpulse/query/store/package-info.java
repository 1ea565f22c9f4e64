/** The stores that Kafka Streams keeps level with the topics, and how they are asked. */
package io.dialogpulse.query.store;
