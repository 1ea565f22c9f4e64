package io.dialogpulse.standalone.runtime;

import io.dialogpulse.query.QueryApi;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.standalone.broker.EmbeddedKafka;
import io.dialogpulse.standalone.registry.EmbeddedRegistry;
import io.dialogpulse.streams.StreamsApp;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Broker, registry and both apps, running over one data directory.
 *
 * @param kafka the broker
 * @param registry the registry
 * @param streamsApp the stream processor
 * @param queryApi answers HTTP
 * @param settings what the apps were told
 */
public record Installation(
        EmbeddedKafka kafka, EmbeddedRegistry registry, StreamsApp streamsApp, QueryApi queryApi, Settings settings) {
    /**
     * Starts everything in order and waits until it is ready.
     *
     * @param parts gets each part as it starts, also if a later one fails
     * @throws Exception of the part that failed
     */
    public static Installation start(DataDirectory data, Ports ports, Parts parts) throws Exception {
        EmbeddedKafka kafka = parts.start("Kafka broker", () -> EmbeddedKafka.start(data.of("kafka"), ports.kafka()));
        EmbeddedRegistry registry =
                parts.start("schema registry", () -> EmbeddedRegistry.start(data.of("registry"), ports.registry()));
        Settings settings = settings(data, ports, kafka, registry);
        StreamsApp streamsApp = parts.start("stream processor", () -> StreamsApp.start(settings));
        QueryApi queryApi = parts.start("query API", () -> QueryApi.start(settings));
        parts.await(() -> streamsApp.ready() ? List.of() : List.of("the stream processor restores its state"));
        parts.await(queryApi::missing);
        return new Installation(kafka, registry, streamsApp, queryApi, settings);
    }

    private static Settings settings(DataDirectory data, Ports ports, EmbeddedKafka kafka, EmbeddedRegistry registry)
            throws IOException {
        Map<String, Object> told = new HashMap<>(LocalAccess.ensure(data));
        told.putAll(Map.of(
                "kafka.bootstrap.servers", kafka.bootstrap(),
                "registry.schema.registry.url", registry.url(),
                // One broker: more replicas than that, from the environment perhaps, could never be created.
                "topics.replication-factor", 1,
                "streams-app.state-dir", data.of("streams-app").toString(),
                "streams-app.http.port", 0,
                "query-api.state-dir", data.of("query-api").toString(),
                "query-api.http.port", ports.http()));
        return LocalAccess.settings(told);
    }
}
