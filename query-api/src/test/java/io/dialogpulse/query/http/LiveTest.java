package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Followers see what enters, changes in and leaves their filter, and nothing outside of their rights. */
@Timeout(60)
class LiveTest {
    private static final String STREAM = "/api/v1/dialogs/stream?fields=dialogId,number,operatorId";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Caller OPERATOR = new Caller("me", null, ServedRows.OWN);

    private final RandomRows random = new RandomRows(61);

    @TempDir
    Path folder;

    private ServedRows server;

    @BeforeEach
    void start() throws Exception {
        server = new ServedRows(folder, List.of(row("a", "line1", "me"), row("b", "line2", "me")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private DialogRow row(String id, String line, String operator) {
        DialogRow row = random.row(id);
        row.setLineId(line);
        row.setOperatorId(operator);
        row.setParticipantIds(List.of());
        return row;
    }

    private EventReader follow(String question, Caller caller, String lastId) throws Exception {
        HttpRequest.Builder request = server.request(STREAM + question, caller);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<InputStream> answer = server.stream(request.build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        return new EventReader(answer.body());
    }

    /** A follower who has been told to load the rows. */
    private EventReader follow(String question, Caller caller) throws Exception {
        EventReader events = follow(question, caller, "");
        assertThat(events.next().type()).isEqualTo("reset");
        return events;
    }

    private static String seen(EventReader events) throws IOException {
        EventReader.Event event = events.next();
        JsonNode data = JSON.readTree(event.data());
        return event.type() + " " + data.get("dialogId").asText();
    }

    @Test
    void shouldTellWhatEntersChangesInAndLeavesTheFilter() throws Exception {
        try (EventReader events = follow("&line=line1", ServedRows.DIRECTOR)) {
            server.write(row("c", "line2", "x"));
            server.write(row("d", "line1", "x"));
            assertThat(seen(events)).isEqualTo("row d");

            server.write(row("a", "line1", "y"));
            EventReader.Event changed = events.next();
            assertThat(JSON.readTree(changed.data()).get("operatorId").asText()).isEqualTo("y");

            server.write(row("d", "line2", "x"));
            assertThat(seen(events)).isEqualTo("gone d");

            server.write("a", null);
            assertThat(seen(events)).isEqualTo("gone a");
        }
    }

    @Test
    void shouldTellOfNoDialogThatTheCallerCouldNotSee() throws Exception {
        try (EventReader events = follow("&line=line1", OPERATOR)) {
            server.write(row("x", "line1", "other"));
            server.write(row("x", "line1", "another"));
            server.write("x", null);
            server.write(row("b", "line2", "other"));
            server.write(row("a", "line1", "other"));
            assertThat(seen(events)).isEqualTo("gone a");
            server.write(row("x", "line1", "me"));
            assertThat(seen(events)).isEqualTo("row x");
        }
    }

    @Test
    void shouldGoOnAfterTheLastEventThatWasSeen() throws Exception {
        String last;
        try (EventReader events = follow("&line=line1", ServedRows.DIRECTOR)) {
            server.write(row("c", "line1", "x"));
            assertThat(seen(events)).isEqualTo("row c");
            last = events.lastId();
        }
        server.write(row("c", "line2", "x"));
        server.write(row("d", "line1", "x"));

        try (EventReader events = follow("&line=line1", ServedRows.DIRECTOR, last)) {
            List<String> missed = new ArrayList<>(List.of(seen(events), seen(events)));
            assertThat(missed).containsExactlyInAnyOrder("gone c", "row d");
        }
    }

    @Test
    void shouldSayToLoadAgainWhenTooMuchWasMissed() throws Exception {
        String last;
        try (EventReader events = follow("&line=line1", ServedRows.DIRECTOR)) {
            last = events.lastId();
        }
        for (int i = 0; i <= ServedRows.CHANGES_KEPT; i++) {
            server.write(row("new" + i, "line1", "x"));
        }
        // Else the watcher, too, might miss too much
        int total = 2 + ServedRows.CHANGES_KEPT + 1;
        Awaitility.await()
                .until(() -> server.text("/api/v1/dialogs?limit=1", ServedRows.DIRECTOR)
                        .body()
                        .contains("\"total\":" + total));

        try (EventReader watcher = follow("&line=line1", ServedRows.DIRECTOR)) {
            server.write(row("now", "line1", "x"));
            for (String event = seen(watcher); !event.equals("row now"); event = seen(watcher)) {
                assertThat(event).startsWith("row new");
            }
        }
        try (EventReader events = follow("&line=line1", ServedRows.DIRECTOR, last)) {
            assertThat(events.next().type()).isEqualTo("reset");
        }
        try (EventReader events = follow("&line=line1", ServedRows.DIRECTOR, "nonsense")) {
            assertThat(events.next().type()).isEqualTo("reset");
        }
    }

    @ParameterizedTest
    @CsvSource({"limit=5, 400", "sort=number, 400", "cursor=x, 400", "line=, 400", "colour=red, 400"})
    void shouldNameWhatIsWrong(String question, int status) throws Exception {
        assertThat(server.text(STREAM + "&" + question, ServedRows.DIRECTOR).statusCode())
                .isEqualTo(status);
    }

    @Test
    void shouldRefuseWhoMayViewNothingAndWhoFollowsTooMuch() throws Exception {
        assertThat(server.text(STREAM, new Caller("x", null, ServedRows.NONE)).statusCode())
                .isEqualTo(403);
        List<EventReader> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                streams.add(follow("", ServedRows.DIRECTOR));
            }
            assertThat(server.text(STREAM, ServedRows.DIRECTOR).statusCode()).isEqualTo(429);
            follow("", OPERATOR).close();
        } finally {
            for (EventReader stream : streams) {
                stream.close();
            }
        }
    }
}
