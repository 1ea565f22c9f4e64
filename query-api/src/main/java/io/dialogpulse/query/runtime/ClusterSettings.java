package io.dialogpulse.query.runtime;

import com.typesafe.config.Config;
import io.dialogpulse.query.cluster.ClusterKey;
import io.dialogpulse.schemas.StartException;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/**
 * How this instance and others find and trust each other.
 *
 * @param self host and port by which the others call this one
 * @param key made of the secret that all share
 */
record ClusterSettings(HostInfo self, ClusterKey key) {
    /**
     * Reads the section {@code query-api.cluster}.
     *
     * @return empty if this is the only instance
     * @throws StartException if a value is not allowed
     */
    static Optional<ClusterSettings> of(Config section, int port, InstantSource clock) {
        String host = section.getString("host");
        String secret = section.getString("secret");
        if (host.isBlank() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (host.isBlank() || secret.isEmpty()) {
            throw new StartException("query-api.cluster needs both host and secret, or neither", null);
        }
        if (port == 0) {
            throw new StartException(
                    "query-api.http.port is 0, any free one, but with query-api.cluster the others have to know it",
                    null);
        }
        try {
            return Optional.of(new ClusterSettings(new HostInfo(host, port), new ClusterKey(secret, clock)));
        } catch (IllegalArgumentException e) {
            throw new StartException("query-api.cluster.secret " + e.getMessage(), e);
        }
    }

    /** {@code host:port} of this instance. */
    String address() {
        return self.host() + ":" + self.port();
    }
}
