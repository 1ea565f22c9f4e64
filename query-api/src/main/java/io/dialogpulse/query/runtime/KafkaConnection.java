package io.dialogpulse.query.runtime;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.dialogpulse.schemas.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Reaches Kafka and the registry at start, and says in one sentence why it cannot. */
final class KafkaConnection {
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@");

    private KafkaConnection() {}

    /**
     * An admin client of a broker that answers; the caller closes it.
     *
     * @throws StartFailure if none does
     */
    static Admin open(Settings settings, Duration patience) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        Object bootstrap = config.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        Admin admin;
        try {
            admin = Admin.create(config);
        } catch (KafkaException e) {
            throw new StartFailure("cannot use kafka.bootstrap.servers \"" + bootstrap + "\": " + root(e), e);
        }
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) patience.toMillis()))
                    .nodes()
                    .get();
            return admin;
        } catch (ExecutionException e) {
            admin.close(Duration.ZERO);
            throw failure(
                    e,
                    "no Kafka broker answers at kafka.bootstrap.servers \"" + bootstrap + "\" within "
                            + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while waiting for Kafka", e);
        }
    }

    /** Why Kafka refused, as a sentence. */
    static StartFailure failure(ExecutionException e, String whenTimedOut) {
        return switch (e.getCause()) {
            case TimeoutException timeout -> new StartFailure(whenTimedOut, e);
            case AuthenticationException refused ->
                new StartFailure("Kafka does not accept the credentials: " + refused.getMessage(), e);
            case AuthorizationException refused ->
                new StartFailure("the Kafka user lacks a right: " + refused.getMessage(), e);
            case null, default -> new StartFailure("Kafka refuses: " + root(e), e);
        };
    }

    /**
     * Registers the schemas: events that come over HTTP are written with them.
     *
     * @throws StartFailure if the registry is away or refuses
     */
    static void registerSubjects(Settings settings) {
        String url = CREDENTIALS.matcher(settings.registry().url()).replaceAll("//");
        try {
            settings.registry().registerSubjects();
        } catch (IOException e) {
            throw new StartFailure(
                    "no schema registry answers at registry.schema.registry.url \"" + url + "\": " + root(e), e);
        } catch (RestClientException e) {
            throw new StartFailure("the schema registry at \"" + url + "\" refuses: " + e.getMessage(), e);
        }
    }

    private static String root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
