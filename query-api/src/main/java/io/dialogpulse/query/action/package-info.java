@org.jspecify.annotations.NullMarked
package io.dialogpulse.query.action;
