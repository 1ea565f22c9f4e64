/** Working hours against a clock on the wall that is looked at every minute. */
package io.dialogpulse.core.target;
