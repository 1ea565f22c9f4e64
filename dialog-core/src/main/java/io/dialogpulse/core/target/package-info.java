/**
 * How soon a line means to answer, and what that says of a question. Pure: which moment is now is a parameter. Of
 * {@code java.time} there are zones and calendars here, no clock.
 */
package io.dialogpulse.core.target;
