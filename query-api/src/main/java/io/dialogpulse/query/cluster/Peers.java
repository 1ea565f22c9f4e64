package io.dialogpulse.query.cluster;

import java.io.IOException;
import java.util.Optional;

/** What the other instances may ask this one. */
public final class Peers {
    /** Where they ask, by POST. */
    public static final String PATH = Wire.PATH;

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
}
