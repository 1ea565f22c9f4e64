/** The events that the benchmarks publish. */
@NullMarked
package io.dialogpulse.bench.load;

import org.jspecify.annotations.NullMarked;
