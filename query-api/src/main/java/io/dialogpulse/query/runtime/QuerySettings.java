package io.dialogpulse.query.runtime;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.http.RequestLimits;
import io.dialogpulse.query.page.PageSettings;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The {@code query-api} section of the settings; each is explained in {@code reference.conf}.
 *
 * @param indexBufferBytes heap for rows on their way into the index, all partitions together
 * @param cluster empty if this is the only instance
 */
public record QuerySettings(
        String applicationId,
        Path stateDir,
        String instanceId,
        String host,
        int port,
        Duration refreshInterval,
        int threads,
        long indexBufferBytes,
        Duration commitInterval,
        Duration sessionTimeout,
        Duration startTimeout,
        Duration partitionPatience,
        int standbyReplicas,
        int concurrentSearches,
        int changesKept,
        Optional<ClusterSettings> cluster,
        Duration searchTimeout,
        AccessSettings access,
        PageSettings page,
        RequestLimits limits) {

    /**
     * Reads the section.
     *
     * @throws StartException if a value is missing, malformed, or not allowed
     */
    public static QuerySettings of(Settings settings, InstantSource clock) {
        try {
            Config section = settings.config().getConfig("query-api");
            String host = section.getString("http.host");
            int port = section.getInt("http.port");
            AccessSettings access = AccessSettings.of(section.getConfig("access"), host, isLoopback(host));
            String instanceId = section.getString("instance-id");
            return new QuerySettings(
                    section.getString("application-id"),
                    Path.of(section.getString("state-dir")),
                    instanceId.isBlank() ? hostName() + "-" + port : instanceId,
                    host,
                    port,
                    section.getDuration("refresh-interval"),
                    section.getInt("threads"),
                    section.getBytes("index-buffer"),
                    section.getDuration("commit-interval"),
                    section.getDuration("session-timeout"),
                    section.getDuration("start-timeout"),
                    section.getDuration("partition-patience"),
                    section.getInt("standby-replicas"),
                    atLeastOne(section, "searches-per-core")
                            * Runtime.getRuntime().availableProcessors(),
                    atLeastOne(section, "changes-kept"),
                    ClusterSettings.of(section.getConfig("cluster"), host, isLoopback(host), port, clock),
                    section.getDuration("search-timeout"),
                    access,
                    PageSettings.of(section.getConfig("page"), access, isLoopback(host), clock),
                    RequestLimits.of(section.getConfig("limits")));
        } catch (ConfigException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static int atLeastOne(Config section, String name) {
        int value = section.getInt(name);
        if (value < 1) {
            throw new StartException("query-api." + name + " is " + value + ", not 1 or more", null);
        }
        return value;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartException("query-api.http.host is \"" + host + "\", which is no known address", e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine without a name of its own: the name only has to be the same after a restart
            return "localhost";
        }
    }
}
