/** Runs the topology: settings, start and its checks, health and metrics. */
package io.dialogpulse.streams.runtime;
