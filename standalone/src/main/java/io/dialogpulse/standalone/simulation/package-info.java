/** Simulated channels: invented dialogs, published like a connector publishes real ones. */
package io.dialogpulse.standalone.simulation;
