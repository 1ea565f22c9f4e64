/** Rollups against plain sums. */
@NullMarked
package io.dialogpulse.core.rollup;

import org.jspecify.annotations.NullMarked;
