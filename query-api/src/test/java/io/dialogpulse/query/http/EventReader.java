package io.dialogpulse.query.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events as browsers do. */
final class EventReader implements AutoCloseable {
    private final BufferedReader lines;
    private String lastId = "";

    EventReader(InputStream stream) {
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    record Event(String type, String data) {}

    /** The next event; waits for it. */
    Event next() throws IOException {
        String type = "message";
        String data = "";
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the stream has ended");
            }
            if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.startsWith("id: ")) {
                lastId = line.substring(4);
            } else if (line.isEmpty() && !data.isEmpty()) {
                return new Event(type, data);
            }
        }
    }

    /** What the browser would send to go on from here. */
    String lastId() {
        return lastId;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
