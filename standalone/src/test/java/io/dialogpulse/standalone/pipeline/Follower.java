package io.dialogpulse.standalone.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** Somebody who looks at a live list of all dialogs: loads it when told so, and from then on applies what changes. */
final class Follower implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ApiClient api;
    private final InputStream stream;
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Map<String, Object>> rows = new ConcurrentHashMap<>();

    /** Begins; returns when the list is loaded. */
    Follower(ApiClient api) throws IOException, InterruptedException {
        this.api = api;
        this.stream = api.stream("/api/v1/dialogs/stream");
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        follow(lines);
        var _ = thread.submit(() -> {
            while (follow(lines)) {
                // Until the stream ends, which shows in rows that are behind
            }
            return null;
        });
    }

    /** Takes in the next event; false after the last. */
    private boolean follow(BufferedReader lines) throws IOException {
        String type = "message";
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                return false;
            }
            if (line.startsWith("event: ")) {
                type = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                apply(type, JSON.readTree(line.substring("data: ".length())));
                return true;
            }
        }
    }

    private void apply(String type, JsonNode data) {
        switch (type) {
            case "reset" -> {
                Map<String, Map<String, Object>> loaded = Awaitility.await("the whole list")
                        .atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> api.allRows(""), all -> true);
                rows.keySet().retainAll(loaded.keySet());
                rows.putAll(loaded);
            }
            case "row" -> rows.put(data.get("dialogId").asText(), ApiClient.columns(data));
            case "gone" -> rows.remove(data.get("dialogId").asText());
            default -> throw new IllegalStateException("an event of the unknown type " + type);
        }
    }

    /** The list as it is seen now, every column but the number, by dialogId. */
    Map<String, Map<String, Object>> rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        stream.close();
    }
}
