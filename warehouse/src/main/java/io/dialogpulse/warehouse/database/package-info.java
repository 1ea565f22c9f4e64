/** The tables and views in PostgreSQL. */
@NullMarked
package io.dialogpulse.warehouse.database;

import org.jspecify.annotations.NullMarked;
