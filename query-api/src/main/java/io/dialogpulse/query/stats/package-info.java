/** Statistics over rows: what can be asked, and sums that merge. Pure: no Lucene, no Kafka, no HTTP. */
package io.dialogpulse.query.stats;
