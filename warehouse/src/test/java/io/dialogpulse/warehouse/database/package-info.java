@org.jspecify.annotations.NullMarked
package io.dialogpulse.warehouse.database;
