/** The command line. */
@NullMarked
package io.dialogpulse.standalone.command;

import org.jspecify.annotations.NullMarked;
