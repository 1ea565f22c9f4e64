/**
 * What a dialog is and how it follows from its events. A reader starts here:
 *
 * <ol>
 *   <li>{@link io.dialogpulse.core.DialogEvent}: what happened, as connectors tell it.
 *   <li>{@link io.dialogpulse.core.Step}: what that means for the dialog in the state it is in.
 *   <li>{@link io.dialogpulse.core.Dialog}: the state, made of parts; each part says how it follows a step.
 * </ol>
 *
 * <p>Pure Java: no clock, no I/O. Times are UTC epoch milliseconds, durations milliseconds, {@code null} means "not
 * known" or "did not happen".
 */
package io.dialogpulse.core;
