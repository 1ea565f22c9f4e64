/** Placeholder. */
package io.dialogpulse.query;
