/** Between Avro and the model, and nothing else: every other package sees only one of the two. */
package io.dialogpulse.streams.codec;
