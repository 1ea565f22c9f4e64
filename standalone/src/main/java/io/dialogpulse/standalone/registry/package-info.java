/** A schema registry as a child process of this JVM. */
@NullMarked
package io.dialogpulse.standalone.registry;

import org.jspecify.annotations.NullMarked;
