package io.dialogpulse.bench;

import io.dialogpulse.bench.scratch.FreePort;
import io.dialogpulse.bench.subject.Subject;
import io.dialogpulse.bench.subject.SubjectProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Both apps on a workbench, each a process of its own.
 *
 * @param list asks query-api
 * @param address of query-api, without a slash at its end
 */
record Apps(SubjectProcess streams, SubjectProcess query, HttpProbe streamsProbe, HttpProbe list, String address)
        implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** @param set settings that are not as usual, by their dotted names */
    static Apps start(Workbench bench, Map<String, String> set) throws IOException {
        int streamsPort = FreePort.find();
        int queryPort = FreePort.find();
        Map<String, Object> told = new HashMap<>(set);
        told.put("streams-app.state-dir", bench.path("streams-app").toString());
        told.put("streams-app.http.port", streamsPort);
        told.put("query-api.state-dir", bench.path("query-api").toString());
        told.put("query-api.http.port", queryPort);
        Path settings = bench.settingsFile("apps", told);
        return new Apps(
                SubjectProcess.start(Subject.STREAMS_APP, settings, bench.path("streams-app.log")),
                SubjectProcess.start(Subject.QUERY_API, settings, bench.path("query-api.log")),
                new HttpProbe(streamsPort),
                new HttpProbe(queryPort),
                "http://127.0.0.1:" + queryPort);
    }

    void awaitReady() throws InterruptedException {
        streams.await("ready", START_LIMIT, streamsProbe::isReady);
        query.await("ready", START_LIMIT, list::isReady);
    }

    @Override
    @SuppressWarnings("try") // they are only closed
    public void close() throws IOException {
        try (streamsProbe;
                list;
                streams;
                query) {}
    }
}
