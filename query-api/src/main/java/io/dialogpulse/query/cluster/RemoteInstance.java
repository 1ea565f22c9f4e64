package io.dialogpulse.query.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;

/** Another instance, asked over HTTP. */
final class RemoteInstance implements Instance {
    private static final int OK = 200;

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
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + Wire.PATH))
                .timeout(patience)
                .header("Authorization", "Bearer " + key.tokenFor(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Wire.bytes(new Wire.Request(partitions, question))))
                .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> reply(answer, question));
    }

    private <A> Reply<A> reply(HttpResponse<byte[]> answer, Question<A> question) {
        try {
            if (answer.statusCode() != OK) {
                throw new IOException("it answers with status " + answer.statusCode());
            }
            return Wire.reply(answer.body(), question);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return address;
    }
}
