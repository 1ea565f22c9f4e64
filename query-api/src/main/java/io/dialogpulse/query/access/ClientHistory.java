package io.dialogpulse.query.access;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.cluster.Answer;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.HistoryCursor;
import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * A page of the histories of a client's dialogs, one after the other: the newest dialog first, in each the oldest entry.
 * A page goes on in the dialog in which the one before ended, after its last entry, so events in between move nothing.
 */
final class ClientHistory {
    private static final int DIALOGS_AT_A_TIME = 20;
    private static final Sort NEWEST_FIRST =
            new Sort(List.of(new Sort.Order(Column.CREATED_AT, true), new Sort.Order(Column.DIALOG_ID, false)));

    private final Cluster cluster;
    private final String clientId;
    private final Filter dialogs;
    private final int limit;
    private final SequencedMap<HistoryCursor.InClient, byte[]> found = new LinkedHashMap<>();

    /** @param scope the dialogs whose histories may be read */
    ClientHistory(Cluster cluster, String clientId, Filter scope, int limit) {
        this.cluster = cluster;
        this.clientId = clientId;
        this.dialogs = Filter.both(new Filter.AnyOf(Column.CLIENT_ID, new TreeSet<>(Set.of(clientId)), false), scope);
        this.limit = limit;
    }

    /**
     * Reads the page; can be asked once. The values are as they stand in the topic, each after its place.
     *
     * @throws NoSuchClient if the client has no dialog in the scope
     */
    SequencedMap<HistoryCursor.InClient, byte[]> read(Optional<HistoryCursor.InClient> after)
            throws IOException, Undecodable {
        if (after.isPresent() && cluster.row(after.get().dialogId(), dialogs).isPresent()) {
            read(after.get());
        }
        Optional<Cursor> place = after.map(last -> new Cursor(List.of(last.createdAt(), last.dialogId())));
        while (true) {
            Answer next = cluster.find(
                    new Search(dialogs, NEWEST_FIRST, place, DIALOGS_AT_A_TIME, Collections.emptySortedSet()), false);
            if (next.total() == 0) {
                throw new NoSuchClient(clientId);
            }
            for (DialogRow dialog : next.rows()) {
                read(new HistoryCursor.InClient(
                        clientId, dialog.getCreatedAt().toEpochMilli(), dialog.getDialogId(), ""));
            }
            if (found.size() == limit || next.rows().size() < DIALOGS_AT_A_TIME) {
                return found;
            }
            place = Optional.of(Cursor.after(next.rows().getLast(), NEWEST_FIRST));
        }
    }

    private void read(HistoryCursor.InClient from) throws IOException {
        if (found.size() == limit) {
            return;
        }
        cluster.history(from.dialogId(), HistoryOrder.OLDEST_FIRST, from.key(), limit - found.size())
                .forEach((key, value) ->
                        found.put(new HistoryCursor.InClient(clientId, from.createdAt(), from.dialogId(), key), value));
    }
}
