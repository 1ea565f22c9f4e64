/** The output topics as tables in PostgreSQL, through Kafka Connect, in a process of its own. */
@NullMarked
package io.dialogpulse.warehouse;

import org.jspecify.annotations.NullMarked;
