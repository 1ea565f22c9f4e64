/** The sink connectors, and the Connect worker that runs them. */
@NullMarked
package io.dialogpulse.warehouse.connect;

import org.jspecify.annotations.NullMarked;
