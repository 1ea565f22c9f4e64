package io.dialogpulse.query.cluster;

import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.store.PartitionsUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Another instance, asked over HTTP. */
final class RemoteInstance implements Instance {
    private static final Logger log = LoggerFactory.getLogger(RemoteInstance.class);
    private static final Duration STALL = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int MOST_OF_PROBLEM = 64 << 10;

    private final String address;
    private final ClusterKey key;
    private final HttpClient http;

    /** @param address host and port, as that instance knows itself */
    RemoteInstance(String address, ClusterKey key, HttpClient http) {
        this.address = address;
        this.key = key;
        this.http = http;
    }

    @Override
    public <A> CompletableFuture<Reply<A>> ask(Question<A> question, SortedSet<Integer> partitions, Duration patience)
            throws IOException {
        HttpRequest request = request(Wire.PATH, Wire.bytes(new Wire.Request(partitions, question)), patience);
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> reply(answer, question));
    }

    private <A> Reply<A> reply(HttpResponse<byte[]> answer, Question<A> question) {
        try {
            if (answer.statusCode() == BAD_REQUEST) {
                throw Wire.refusal(answer.body());
            }
            if (answer.statusCode() != OK) {
                throw new IOException("it answers with status " + answer.statusCode());
            }
            return Wire.reply(answer.body(), question);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<RowSource> open(Search search, SortedSet<Integer> partitions, Duration patience)
            throws IOException {
        byte[] asked = Wire.bytes(new Wire.RowsRequest(partitions, FindRows.of(search)));
        try {
            HttpResponse<InputStream> answer =
                    http.send(request(Wire.ROWS_PATH, asked, patience), BodyHandlers.ofInputStream());
            if (answer.statusCode() == OK) {
                return Optional.of(new RemoteRows(new StallGuard(answer.body(), STALL)));
            }
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == BAD_REQUEST) {
                    throw Wire.refusal(body.readNBytes(MOST_OF_PROBLEM));
                }
            }
            log.debug("{} was asked for its rows in vain: status {}", address, answer.statusCode());
        } catch (IOException e) {
            log.debug("{} was asked for its rows in vain: {}", address, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartitionsUnavailable(partitions);
        }
        return Optional.empty();
    }

    private HttpRequest request(String path, byte[] body, Duration patience) {
        return HttpRequest.newBuilder(URI.create("http://" + address + path))
                .timeout(patience)
                .header("Authorization", "Bearer " + key.tokenFor(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    @Override
    public String toString() {
        return address;
    }
}
