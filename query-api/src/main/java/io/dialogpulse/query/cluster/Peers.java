package io.dialogpulse.query.cluster;

import io.dialogpulse.query.store.Undecodable;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** What the other instances may ask this one. */
public final class Peers {
    /** Where they ask, by POST. */
    public static final String PATH = Wire.PATH;
    /** Where they ask for all rows that match, by POST. */
    public static final String ROWS_PATH = Wire.ROWS_PATH;

    private static final String BEARER = "Bearer ";

    private final LocalInstance local;
    private final String address;
    private final ClusterKey key;

    /** @param address host and port by which the others call this instance */
    public Peers(LocalInstance local, String address, ClusterKey key) {
        this.local = local;
        this.address = address;
        this.key = key;
    }

    /** Whether a request with this {@code Authorization} comes from another instance. */
    public boolean admit(Optional<String> authorization) {
        return authorization
                .filter(text -> text.startsWith(BEARER))
                .filter(text -> key.admits(text.substring(BEARER.length()), address))
                .isPresent();
    }

    /**
     * Answers a question for those of its partitions that this instance has.
     *
     * @return JSON, as the question is
     * @throws Overloaded if too much is asked at a time
     * @throws IOException if it is no question
     */
    public byte[] answer(byte[] question) throws IOException {
        Wire.Request request = Wire.request(question);
        return Wire.bytes(local.answer(request.question(), request.partitions()));
    }

    /** Rows of this instance that another has asked for. */
    public interface AskedRows extends Closeable {
        /** Writes all of them; if that fails, what was written has no end. */
        void sendTo(OutputStream out) throws IOException, Undecodable;
    }

    /**
     * Opens the rows of those of the partitions that this instance has. The caller closes them.
     *
     * @return empty if it has none of them
     * @throws IOException if it is no question
     */
    public Optional<AskedRows> open(byte[] question) throws IOException {
        Wire.RowsRequest request = Wire.read(question, Wire.RowsRequest.class);
        return local.open(request.rows().search(), request.partitions(), Duration.ZERO)
                .map(Sending::new);
    }

    private record Sending(RowSource rows) implements AskedRows {
        @Override
        public void sendTo(OutputStream out) throws IOException, Undecodable {
            RemoteRows.send(rows, out);
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
