package io.dialogpulse.query.runtime;

import com.typesafe.config.Config;
import io.dialogpulse.query.cluster.ClusterKey;
import io.dialogpulse.schemas.StartException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.HostInfo;

/**
 * How this instance and others find and trust each other.
 *
 * @param self host and port by which the others call this one
 * @param key made of the secret that all share
 */
record ClusterSettings(HostInfo self, ClusterKey key) {
    // The name stands before a port, in a URI and to Kafka Streams, which brackets an IPv6 literal each in its own way
    private static final Pattern NAME_OR_IPV4 = Pattern.compile("[A-Za-z0-9._-]+");

    /**
     * Reads the section {@code query-api.cluster}.
     *
     * @param httpHost the address that this instance listens on
     * @param httpOnLoopback whether only this machine reaches that
     * @return empty if this is the only instance
     * @throws StartException if a value is not allowed
     */
    static Optional<ClusterSettings> of(
            Config section, String httpHost, boolean httpOnLoopback, int port, InstantSource clock) {
        String host = section.getString("host");
        String secret = section.getString("secret");
        if (host.isBlank() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (host.isBlank() || secret.isEmpty()) {
            throw new StartException("query-api.cluster needs both host and secret, or neither", null);
        }
        if (!NAME_OR_IPV4.matcher(host).matches()) {
            throw new StartException(
                    "query-api.cluster.host is \"" + host + "\", but must be a name or an IPv4 address, nothing else",
                    null);
        }
        if (httpOnLoopback && !isLoopback(host)) {
            throw new StartException(
                    "query-api.http.host is \"" + httpHost + "\", where the other instances cannot reach this one at"
                            + " query-api.cluster.host \"" + host + "\"",
                    null);
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

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // A name that only the others know is not this machine's loopback
            return false;
        }
    }

    /** {@code host:port} of this instance. */
    String address() {
        return self.host() + ":" + self.port();
    }
}
