/** Everything that runs on this machine, started in order over one data directory and stopped in the reverse order. */
@NullMarked
package io.dialogpulse.standalone.runtime;

import org.jspecify.annotations.NullMarked;
