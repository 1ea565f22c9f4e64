/** Turns input events into rows: {@code topology} is the data flow, {@code runtime} what runs it. */
package io.dialogpulse.streams;
