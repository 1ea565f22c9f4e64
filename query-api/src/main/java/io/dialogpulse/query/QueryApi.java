package io.dialogpulse.query;

import io.dialogpulse.query.runtime.QueryRuntime;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import java.time.InstantSource;
import java.util.List;

/** The query app: keeps the index level with Kafka and answers HTTP. */
public final class QueryApi implements AutoCloseable {
    private final QueryRuntime runtime;

    private QueryApi(QueryRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Starts the app. Returns as soon as HTTP listens; rows can be asked for once {@link #missing} is empty.
     *
     * @throws StartException if Kafka or the registry is away or refuses, a setting is wrong, the port is taken, or
     *     another process uses the state directory
     */
    public static QueryApi start(Settings settings) {
        return new QueryApi(QueryRuntime.start(settings, InstantSource.system()));
    }

    /** The port HTTP listens on. */
    public int port() {
        return runtime.port();
    }

    /** What is missing until rows can be asked for, in sentences; empty when ready. */
    public List<String> missing() {
        return runtime.missing();
    }

    /** Returns when reading from Kafka has stopped for good, by {@link #close} or by itself. */
    public void awaitStop() throws InterruptedException {
        runtime.awaitStop();
    }

    /** Answers what is under way, commits what is read, and stops. */
    @Override
    public void close() {
        runtime.close();
    }
}
