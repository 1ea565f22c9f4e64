/** The topology by example and by property. */
package io.dialogpulse.streams;
