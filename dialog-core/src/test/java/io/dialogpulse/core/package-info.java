/** The rules by example and by property; other modules use the cases and the generator too. */
package io.dialogpulse.core;
