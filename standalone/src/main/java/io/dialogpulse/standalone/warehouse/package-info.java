/** The warehouse worker as a child process of this JVM. */
@NullMarked
package io.dialogpulse.standalone.warehouse;

import org.jspecify.annotations.NullMarked;
