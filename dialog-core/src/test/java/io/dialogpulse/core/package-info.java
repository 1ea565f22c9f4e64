/** Placeholder. */
package io.dialogpulse.core;
