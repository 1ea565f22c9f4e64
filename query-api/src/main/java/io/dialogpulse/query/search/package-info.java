/** What can be asked of the dialog list: columns, filters, sorting, cursors. Pure: no Lucene, no Kafka, no HTTP. */
package io.dialogpulse.query.search;
