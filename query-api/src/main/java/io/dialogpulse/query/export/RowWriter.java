package io.dialogpulse.query.export;

import io.dialogpulse.metrics.DialogRow;
import java.io.Closeable;
import java.io.IOException;

/** Writes rows to a file, one after the other, in constant memory. The stream beneath stays open. */
public interface RowWriter extends Closeable {
    /** Adds a row. */
    void write(DialogRow row) throws IOException;

    /** Writes what is still held back, and what ends the file. */
    void finish() throws IOException;

    /** Frees what it holds; a file that is not {@linkplain #finish finished} stays without its end. */
    @Override
    default void close() throws IOException {
        // Most hold nothing but memory
    }
}
