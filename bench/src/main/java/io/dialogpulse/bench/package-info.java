/** Placeholder. */
package io.dialogpulse.bench;
