package io.dialogpulse.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** What every app needs around it before it starts: Kafka, the topics, the registry, the subjects. */
public final class Surroundings {
    private static final int KAFKA_TIMEOUT_MS = 15_000;

    private Surroundings() {}

    /**
     * Creates the topics and registers the schemas where they are missing.
     *
     * @return the number of partitions of the dialog topics
     * @throws StartException saying what is wrong: the address, the rights, the topics, the registry
     */
    public static int prepare(Settings settings) {
        int partitions = topics(settings);
        subjects(settings.registry());
        return partitions;
    }

    private static int topics(Settings settings) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_TIMEOUT_MS);
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_TIMEOUT_MS / 3);
        String address = String.valueOf(properties.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
        try (Admin admin = Admin.create(properties)) {
            return settings.topics().ensure(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while preparing the topics", e);
        } catch (ExecutionException e) {
            throw new StartException(kafkaProblem(address, e.getCause() == null ? e : e.getCause()), e);
        } catch (KafkaException e) {
            // Thrown by Admin.create: the cause names the property.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartException("kafka settings: " + cause.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String kafkaProblem(String address, Throwable cause) {
        return switch (cause) {
            case AuthenticationException e ->
                "Kafka at " + address + " (kafka.bootstrap.servers) refuses the login: " + e.getMessage();
            case AuthorizationException e ->
                "Kafka at " + address + " denies a right on the topics: " + e.getMessage()
                        + "; the app needs to describe, create, read and write them";
            case org.apache.kafka.common.errors.TimeoutException e ->
                "no Kafka answers at " + address + " (kafka.bootstrap.servers): " + e.getMessage();
            default -> "the topics cannot be prepared on Kafka at " + address + ": " + cause;
        };
    }

    private static void subjects(Registry registry) {
        try {
            registry.registerSubjects();
        } catch (RestClientException e) {
            throw new StartException(
                    "the schema registry at " + registry.url() + " (registry.schema.registry.url) refuses a schema: "
                            + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new StartException(
                    "no schema registry answers at " + registry.url() + " (registry.schema.registry.url): " + e, e);
        }
    }
}
