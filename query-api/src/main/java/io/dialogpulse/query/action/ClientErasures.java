package io.dialogpulse.query.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.events.ClientErased;
import io.dialogpulse.events.ErasedMetrics;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Forbidden;
import io.dialogpulse.query.access.NoSuchClient;
import io.dialogpulse.query.access.Permission;
import io.dialogpulse.query.cluster.Answer;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.query.store.PartitionsUnavailable;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Erases what is known of clients: an event for each of their dialogs, whoever may view it. */
public final class ClientErasures {
    /** As many dialogs as one request erases. */
    static final int MOST = 20_000;

    private static final int AT_A_TIME = 500;
    private static final Sort BY_ID = new Sort(List.of(new Sort.Order(Column.DIALOG_ID, false)));

    private final Cluster cluster;
    private final InstantSource clock;

    public ClientErasures(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /**
     * Erases what is known of a client.
     *
     * @throws Forbidden if the caller may not
     * @throws NoSuchClient if the client has no dialog
     * @throws InvalidRequest if the client has more than {@link #MOST}
     * @throws PartitionsUnavailable if not all of the client's dialogs can be found at the moment
     */
    public Plan erase(Caller caller, String clientId, ErasedMetrics metrics) throws IOException, Undecodable {
        caller.require(Permission.ERASE, "erase clients");
        OwnEvents events = OwnEvents.of("erasure", caller, clock);
        List<StatusEvent> published = new ArrayList<>();
        for (DialogRow row : dialogs(clientId)) {
            published.add(events.about(row, new ClientErased(metrics)));
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("eventId", events.eventId()).put("clientId", clientId);
        answer.put("metrics", metrics.name().toLowerCase(Locale.ROOT)).put("dialogs", published.size());
        return new Plan(answer, published);
    }

    private List<DialogRow> dialogs(String clientId) throws IOException, Undecodable {
        Filter client = new Filter.AnyOf(Column.CLIENT_ID, new TreeSet<>(Set.of(clientId)), false);
        List<DialogRow> dialogs = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        while (true) {
            Answer page =
                    cluster.find(new Search(client, BY_ID, after, AT_A_TIME, Collections.emptySortedSet()), false);
            if (page.total() == 0) {
                throw new NoSuchClient(clientId);
            }
            if (page.total() > MOST) {
                throw new InvalidRequest(List.of(new FieldError(
                        "id",
                        "is \"" + clientId + "\", a client with " + page.total() + " dialogs: one request erases "
                                + MOST + " at most, post clientErased events instead")));
            }
            dialogs.addAll(page.rows());
            if (page.rows().size() < AT_A_TIME) {
                return dialogs;
            }
            after = Optional.of(Cursor.after(page.rows().getLast(), BY_ID));
        }
    }
}
