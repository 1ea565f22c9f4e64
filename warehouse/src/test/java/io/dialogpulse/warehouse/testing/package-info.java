/** A real PostgreSQL for tests. */
@NullMarked
package io.dialogpulse.warehouse.testing;

import org.jspecify.annotations.NullMarked;
