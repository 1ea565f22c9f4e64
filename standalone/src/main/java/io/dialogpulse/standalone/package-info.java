/** Placeholder. */
package io.dialogpulse.standalone;
