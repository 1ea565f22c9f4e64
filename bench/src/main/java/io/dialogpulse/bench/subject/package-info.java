/** What is measured, each in a JVM of its own. */
@NullMarked
package io.dialogpulse.bench.subject;

import org.jspecify.annotations.NullMarked;
