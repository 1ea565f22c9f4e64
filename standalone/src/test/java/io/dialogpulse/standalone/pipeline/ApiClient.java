package io.dialogpulse.standalone.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialogpulse.core.Columns;
import io.dialogpulse.streams.RowColumns;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A user of the HTTP API. */
public final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String root;

    /** An API on this port of the loopback interface. */
    public ApiClient(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    /** The answer to a GET of a path with its query. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(root + path)).timeout(TIMEOUT).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The answer to a GET that has to succeed, as it comes. */
    public InputStream stream(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(
                HttpRequest.newBuilder(URI.create(root + path)).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** The answer to a POST of events. */
    public HttpResponse<String> postEvents(String contentType, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(root + "/api/v1/events"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The JSON of a POST of JSON that has to succeed. */
    public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** The answer to a request with a JSON body, with a key that lets it be repeated. */
    public HttpResponse<String> send(String method, String path, String body, String idempotencyKey)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The JSON of a GET that has to succeed. */
    public JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Whether the API says that it is ready; false also while nobody listens. */
    public boolean ready() throws InterruptedException {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** Every column but the number of every row that the list has, by dialogId, page by page. */
    public Map<String, Map<String, Object>> allRows(String query) throws IOException, InterruptedException {
        Map<String, Map<String, Object>> rows = new HashMap<>();
        @Nullable String cursor = null;
        do {
            String page = "/api/v1/dialogs?limit=500" + query
                    + (cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
            JsonNode answer = json(page);
            answer.get("items").forEach(item -> rows.put(item.get("dialogId").asText(), columns(item)));
            cursor = answer.get("cursor").isNull() ? null : answer.get("cursor").asText();
        } while (cursor != null);
        return rows;
    }

    /** A row of the API in the form of {@link Columns}. */
    public static Map<String, Object> columns(JsonNode item) {
        Map<String, Object> columns = new TreeMap<>();
        for (Map.Entry<String, JsonNode> column : item.properties()) {
            String name = column.getKey();
            JsonNode value = column.getValue();
            if (RowColumns.OTHERS.contains(name)) {
                continue;
            }
            Object plain = value.isNull() ? null : JSON.convertValue(value, Object.class);
            if (name.endsWith("At") && plain != null) {
                plain = Instant.parse(Objects.toString(plain)).toEpochMilli();
            }
            columns.put(name, Columns.normal(plain));
        }
        return columns;
    }
}
