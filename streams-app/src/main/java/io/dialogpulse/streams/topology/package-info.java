/** The data flow: {@link io.dialogpulse.streams.topology.DialogTopology} shows it whole, the processors do the work. */
package io.dialogpulse.streams.topology;
