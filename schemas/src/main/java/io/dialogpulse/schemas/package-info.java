/**
 * The public contract in code: which topics there are, what their keys and values look like, and how a value becomes
 * bytes. The records themselves are generated from {@code src/main/avro}.
 */
package io.dialogpulse.schemas;
