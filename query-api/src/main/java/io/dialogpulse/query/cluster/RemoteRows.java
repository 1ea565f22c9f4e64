package io.dialogpulse.query.cluster;

import io.dialogpulse.query.store.Undecodable;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of partitions of another instance, as they come over the network: first what they are, as JSON, then each
 * with its length in front, then a mark. Without the mark something has gone wrong over there.
 */
final class RemoteRows implements RowSource {
    private static final int END = -1;
    private static final int BUFFER = 64 << 10;

    private final DataInputStream in;
    private final Header header;

    /** Takes the stream over: it is closed with it. */
    RemoteRows(InputStream stream) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(stream, BUFFER));
        boolean opened = false;
        try {
            this.header = Wire.read(in.readNBytes(in.readInt()), Header.class);
            opened = true;
        } finally {
            if (!opened) {
                in.close();
            }
        }
    }

    /** What stands in front of the rows. */
    record Header(SortedSet<Integer> partitions, long total, long asOf) {}

    /** Writes what the constructor reads. */
    static void send(RowSource rows, OutputStream stream) throws IOException, Undecodable {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream, BUFFER));
        byte[] header = Wire.bytes(new Header(rows.partitions(), rows.total(), rows.asOf()));
        out.writeInt(header.length);
        out.write(header);
        // The others ask all instances before they wait for a row
        out.flush();
        for (byte[] row = rows.next(); row != null; row = rows.next()) {
            out.writeInt(row.length);
            out.write(row);
        }
        out.writeInt(END);
        out.flush();
    }

    @Override
    public SortedSet<Integer> partitions() {
        return header.partitions();
    }

    @Override
    public long total() {
        return header.total();
    }

    @Override
    public long asOf() {
        return header.asOf();
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        int length = in.readInt();
        if (length == END) {
            return null;
        }
        byte[] row = in.readNBytes(length);
        if (row.length < length) {
            throw new EOFException("the rows of partitions " + header.partitions() + " broke off");
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
