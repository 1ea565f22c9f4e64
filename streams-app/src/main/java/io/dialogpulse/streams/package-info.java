/** Placeholder. */
package io.dialogpulse.streams;
