/** What the dialogs of an hour come to, and how it stays right when a dialog changes, moves, or vanishes. */
package io.dialogpulse.core.rollup;
