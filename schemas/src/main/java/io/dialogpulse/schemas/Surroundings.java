package io.dialogpulse.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What every app needs around it before it starts: Kafka, the topics, the registry. Says in one sentence what is wrong. */
public final class Surroundings {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@");

    private Surroundings() {}

    /**
     * An admin client of a broker that answers; the caller closes it.
     *
     * @throws StartException if none does
     */
    public static Admin openKafka(Settings settings, Duration patience) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        Object bootstrap = config.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        Admin admin;
        try {
            admin = Admin.create(config);
        } catch (KafkaException e) {
            throw new StartException("cannot use kafka.bootstrap.servers \"" + bootstrap + "\": " + root(e), e);
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
            throw new StartException("interrupted while waiting for Kafka", e);
        }
    }

    /** Why Kafka refused, as a sentence. */
    public static StartException failure(ExecutionException e, String whenTimedOut) {
        return switch (e.getCause()) {
            case TimeoutException timeout -> new StartException(whenTimedOut, e);
            case AuthenticationException refused ->
                new StartException("Kafka does not accept the credentials: " + refused.getMessage(), e);
            case AuthorizationException refused ->
                new StartException("the Kafka user lacks a right: " + refused.getMessage(), e);
            case null, default -> new StartException("Kafka refuses: " + root(e), e);
        };
    }

    /**
     * Creates the topics and registers the schemas where they are missing.
     *
     * @return the number of partitions of the dialog topics
     * @throws StartException saying what is wrong
     */
    public static int prepare(Settings settings) {
        try (Admin admin = openKafka(settings, PATIENCE)) {
            int partitions = ensureTopics(settings, admin);
            registerSubjects(settings);
            return partitions;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while preparing the topics", e);
        }
    }

    /**
     * The same, and checks that the user may do with the topics what the app has to.
     *
     * @param reads topics that the app reads
     * @param writes topics that the app writes
     * @return the number of partitions of the dialog topics
     * @throws StartException saying what is wrong, e.g. which right is missing
     */
    public static int prepare(Settings settings, Collection<Topic> reads, Collection<Topic> writes) {
        int partitions = prepare(settings);
        try (Admin admin = openKafka(settings, PATIENCE)) {
            requireRight(admin, reads, AclOperation.READ);
            requireRight(admin, writes, AclOperation.WRITE);
            return partitions;
        } catch (ExecutionException e) {
            throw failure(e, "Kafka answers too slowly to tell the rights on the topics");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while asking for the rights on the topics", e);
        }
    }

    /**
     * Checks a right on topics.
     *
     * @throws StartException naming the right that is missing, and the topic
     */
    public static void requireRight(Admin admin, Collection<Topic> topics, AclOperation operation)
            throws ExecutionException, InterruptedException {
        List<String> names = topics.stream().map(Topic::topicName).toList();
        var described = admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames()
                .get();
        for (TopicDescription topic : described.values()) {
            Set<AclOperation> allowed = topic.authorizedOperations();
            // null: a broker that does not say
            if (allowed != null && !allowed.contains(operation)) {
                throw new StartException(
                        "the Kafka user lacks the right " + operation + " on topic " + topic.name(), null);
            }
        }
    }

    /**
     * Creates the topics that are missing.
     *
     * @return the number of partitions of the dialog topics
     * @throws StartException if a right is missing, or the topics do not fit together
     */
    public static int ensureTopics(Settings settings, Admin admin) throws InterruptedException {
        try {
            return settings.topics().ensure(admin);
        } catch (ExecutionException e) {
            throw failure(e, "Kafka answers too slowly to prepare the topics");
        } catch (IllegalStateException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Registers the schemas: events that come over HTTP are written with them.
     *
     * @throws StartException if the registry is away or refuses
     */
    public static void registerSubjects(Settings settings) {
        String url = CREDENTIALS.matcher(settings.registry().url()).replaceAll("//");
        try {
            settings.registry().registerSubjects();
        } catch (IOException e) {
            throw new StartException(
                    "no schema registry answers at registry.schema.registry.url \"" + url + "\": " + root(e), e);
        } catch (RestClientException e) {
            throw new StartException("the schema registry at \"" + url + "\" refuses: " + e.getMessage(), e);
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
