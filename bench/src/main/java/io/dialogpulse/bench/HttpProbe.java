package io.dialogpulse.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks an app on this machine over HTTP. */
final class HttpProbe implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;

    HttpProbe(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** Whether the app says it is ready; false too while nothing listens. */
    boolean isReady() {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException _) {
            // The process has not opened its port yet.
            return false;
        }
    }

    /**
     * The answer to a GET.
     *
     * @throws IllegalStateException if it is not 200
     */
    JsonNode json(String path) throws IOException {
        HttpResponse<byte[]> response = get(path);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    path + " answered " + response.statusCode() + ": " + json.readTree(response.body()));
        }
        return json.readTree(response.body());
    }

    /**
     * How many dialogs are in the list.
     *
     * @param filters that they match, as in a query string, e.g. {@code line=1}
     */
    long total(String... filters) {
        String path =
                "/api/v1/dialogs?limit=1" + Stream.of(filters).map("&"::concat).collect(Collectors.joining());
        try {
            return json(path).get("total").longValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<byte[]> get(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + path, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
