/**
 * The query application: an index over the rows that streams-app publishes, and HTTP on top of it. {@code search} says
 * what can be asked, {@code index} answers it from Lucene, {@code store} keeps the index level with Kafka, {@code
 * events} takes events in, {@code http} speaks to the world, {@code runtime} starts it all.
 */
package io.dialogpulse.query;
