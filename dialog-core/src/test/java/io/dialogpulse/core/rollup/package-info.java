/** Rollups against plain sums. */
package io.dialogpulse.core.rollup;
