/** Broker, registry, both apps and simulated channels in one command, on this machine only. */
@NullMarked
package io.dialogpulse.standalone;

import org.jspecify.annotations.NullMarked;
