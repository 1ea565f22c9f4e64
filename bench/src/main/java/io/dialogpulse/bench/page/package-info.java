/** The page in a real browser. */
@NullMarked
package io.dialogpulse.bench.page;

import org.jspecify.annotations.NullMarked;
