/** Places on this machine that are gone afterwards. */
@NullMarked
package io.dialogpulse.bench.scratch;

import org.jspecify.annotations.NullMarked;
