package io.dialogpulse.query.export;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A stream as the file that a Parquet writer writes: it only ever appends. */
final class ParquetTarget implements OutputFile {
    private final OutputStream out;
    private boolean discarding;

    ParquetTarget(OutputStream out) {
        this.out = out;
    }

    /** From now on nothing is written any more. */
    void discard() {
        discarding = true;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new Counted();
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return new Counted();
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private final class Counted extends PositionOutputStream {
        private long position;

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            if (!discarding) {
                out.write(value);
            }
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (!discarding) {
                out.write(bytes, from, length);
            }
            position += length;
        }

        @Override
        public void flush() throws IOException {
            if (!discarding) {
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
