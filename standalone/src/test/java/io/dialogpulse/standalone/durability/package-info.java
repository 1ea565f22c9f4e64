/** What must survive. */
@NullMarked
package io.dialogpulse.standalone.durability;

import org.jspecify.annotations.NullMarked;
