/** The contract, checked. */
package io.dialogpulse.schemas;
