/** Figures, and the machine they were measured on. */
@NullMarked
package io.dialogpulse.bench.report;

import org.jspecify.annotations.NullMarked;
