/** Whole-pipeline benchmarks: what they measure is real processes on a real broker, with a peer beside them. */
@NullMarked
package io.dialogpulse.bench;

import org.jspecify.annotations.NullMarked;
