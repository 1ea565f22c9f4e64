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
import java.time.Duration;
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
 * It ends early rather than take long, but never before its first entry.
 */
final class ClientHistory {
    private static final int DIALOGS_AT_A_TIME = 20;
    private static final Sort NEWEST_FIRST =
            new Sort(List.of(new Sort.Order(Column.CREATED_AT, true), new Sort.Order(Column.DIALOG_ID, false)));

    private final Cluster cluster;
    private final String clientId;
    private final Filter dialogs;
    private final int limit;
    private final Duration patience;
    private final long begin = System.nanoTime();
    private final SequencedMap<HistoryCursor.InClient, byte[]> found = new LinkedHashMap<>();

    /**
     * The time begins to run now.
     *
     * @param scope the dialogs whose histories may be read
     * @param patience after which time a page that has something ends
     */
    ClientHistory(Cluster cluster, String clientId, Filter scope, int limit, Duration patience) {
        this.cluster = cluster;
        this.clientId = clientId;
        this.dialogs = Filter.both(new Filter.AnyOf(Column.CLIENT_ID, new TreeSet<>(Set.of(clientId)), false), scope);
        this.limit = limit;
        this.patience = patience;
    }

    /**
     * A page: the values as they stand in the topic, each after its place.
     *
     * @param more whether there may be more
     */
    record Page(SequencedMap<HistoryCursor.InClient, byte[]> entries, boolean more) {}

    /**
     * Reads the page; can be asked once.
     *
     * @throws NoSuchClient if the client has no dialog in the scope
     */
    Page read(Optional<HistoryCursor.InClient> after) throws IOException, Undecodable {
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
                if (isOver()) {
                    return page(true);
                }
                read(new HistoryCursor.InClient(
                        clientId, dialog.getCreatedAt().toEpochMilli(), dialog.getDialogId(), ""));
            }
            if (found.size() > limit || next.rows().size() < DIALOGS_AT_A_TIME) {
                return page(false);
            }
            place = Optional.of(Cursor.after(next.rows().getLast(), NEWEST_FIRST));
        }
    }

    private Page page(boolean early) {
        boolean full = found.size() > limit;
        if (full) {
            found.pollLastEntry();
        }
        return new Page(found, full || early);
    }

    private boolean isOver() {
        return !found.isEmpty() && System.nanoTime() - begin > patience.toNanos();
    }

    private void read(HistoryCursor.InClient from) throws IOException {
        if (found.size() > limit) {
            return;
        }
        cluster.history(from.dialogId(), HistoryOrder.OLDEST_FIRST, from.key(), limit + 1 - found.size())
                .forEach((key, value) ->
                        found.put(new HistoryCursor.InClient(clientId, from.createdAt(), from.dialogId(), key), value));
    }
}
