/** A Kafka broker inside this JVM. */
@NullMarked
package io.dialogpulse.standalone.broker;

import org.jspecify.annotations.NullMarked;
