/** Settings, start and stop, and whether the instance is fit to answer. */
package io.dialogpulse.query.runtime;
