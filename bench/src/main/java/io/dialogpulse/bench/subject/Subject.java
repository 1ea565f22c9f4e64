package io.dialogpulse.bench.subject;

import io.dialogpulse.query.QueryApi;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.streams.StreamsApp;

/** What can be measured. */
public enum Subject {
    /** The peer: the same records in and out, without state. */
    PASS_THROUGH("dialogpulse-bench-pass-through"),
    /** The stream processor. */
    STREAMS_APP("dialogpulse-streams-app"),
    /** The index and its HTTP API. */
    QUERY_API("dialogpulse-query-api");

    private final String group;

    Subject(String group) {
        this.group = group;
    }

    /** The consumer group under which it commits what it has consumed. */
    public String group() {
        return group;
    }

    AutoCloseable start(Settings settings) throws Exception {
        return switch (this) {
            case PASS_THROUGH -> PassThrough.start(settings);
            case STREAMS_APP -> StreamsApp.start(settings);
            case QUERY_API -> QueryApi.start(settings);
        };
    }
}
