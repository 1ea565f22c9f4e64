package io.dialogpulse.query.access;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.cluster.Answer;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.cluster.RowChanges;
import io.dialogpulse.query.cluster.RowStream;
import io.dialogpulse.query.cluster.Summary;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.HistoryCursor;
import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.query.stats.StatsRequest;
import io.dialogpulse.query.store.ChangeLog;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.PartitionsUnavailable;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The one way to read dialogs for somebody: every question is narrowed to what the caller may see before it is asked.
 * All methods throw {@link PartitionsUnavailable} rather than answer with a part, unless a part is asked for.
 */
public final class DialogReader {
    private final Cluster cluster;
    private final Decoder<TimelineEntry> entries;
    private final Duration clientPatience;

    /** @param clientPatience after which time a page of a client's history ends early */
    public DialogReader(Cluster cluster, Decoder<TimelineEntry> entries, Duration clientPatience) {
        this.cluster = cluster;
        this.entries = entries;
        this.clientPatience = clientPatience;
    }

    /**
     * A page of the list.
     *
     * @param next where the next page begins; empty on the last
     * @param missing the partitions that did not answer; none, unless the caller is content with a part
     */
    public record Page(
            List<DialogRow> rows,
            long total,
            SortedMap<Column, SortedMap<String, Long>> facets,
            Optional<Cursor> next,
            Instant asOf,
            SortedSet<Integer> missing) {}

    /**
     * A part of a history, by key.
     *
     * @param more whether there are further entries
     */
    public record History(SequencedMap<String, TimelineEntry> entries, boolean more) {}

    /**
     * A part of the histories of a client's dialogs.
     *
     * @param next where the next page begins; empty on the last
     */
    public record ClientPage(List<TimelineEntry> entries, Optional<HistoryCursor.InClient> next) {}

    /**
     * The dialogs that match and that the caller may view.
     *
     * @throws Forbidden if the caller's role may view none
     */
    public Page list(Caller caller, ListRequest request) throws IOException, Undecodable {
        return list(caller, scope(caller, false), request);
    }

    /**
     * The dialogs that match and that are in the contact center for the caller.
     *
     * @throws Forbidden if the caller's role may neither view dialogs nor act on them
     */
    public Page contactCenter(Caller caller, ListRequest request) throws IOException, Undecodable {
        return list(caller, scope(caller, true), request);
    }

    private static Filter scope(Caller caller, boolean contactCenter) {
        if (!contactCenter) {
            return viewed(caller);
        }
        if (!caller.has(Right.ACT)) {
            caller.requireToView();
        }
        return caller.contactCenter();
    }

    private Page list(Caller caller, Filter scope, ListRequest request) throws IOException, Undecodable {
        Answer answer = cluster.find(readable(request.within(scope), caller), request.partial());
        List<DialogRow> page = new ArrayList<>(answer.rows());
        Optional<Cursor> next = Optional.empty();
        if (page.size() > request.limit()) {
            page.removeLast();
            next = Optional.of(Cursor.after(page.getLast(), request.sort()));
        }
        return new Page(page, answer.total(), answer.facets(), next, answer.asOf(), answer.missing());
    }

    /**
     * All dialogs that match and that the caller may view, from the cursor on, as they are now. The caller closes them.
     *
     * @param contactCenter whether those in the contact center are asked for, as {@link #contactCenter} has them
     * @throws Forbidden if the caller's role may view none
     */
    public RowStream export(Caller caller, ListRequest request, boolean contactCenter) throws IOException {
        return cluster.all(readable(request.within(scope(caller, contactCenter)), caller));
    }

    /**
     * What has changed among the dialogs that match and that the caller may view.
     *
     * @param contactCenter whether those in the contact center are asked for, as {@link #contactCenter} has them
     * @param since up to where each partition's changes are known already
     * @throws Forbidden if the caller's role may view none
     */
    public RowChanges changes(
            Caller caller, ListRequest request, boolean contactCenter, SortedMap<Integer, ChangeLog.Mark> since)
            throws IOException, Undecodable {
        return cluster.changes(
                readable(request.within(scope(caller, contactCenter)), caller).filter(), since);
    }

    /**
     * What the dialogs that match and that the caller may view add up to.
     *
     * @throws Forbidden if the caller's role may view none
     */
    public Summary sumUp(Caller caller, StatsRequest request) throws IOException {
        Filter readable = ReadableText.within(request.question().filter(), caller.dialogs(Right.HISTORY));
        return cluster.sumUp(request.question().matching(Filter.both(readable, viewed(caller))), request.partial());
    }

    /**
     * A dialog's row.
     *
     * @throws NoSuchDialog if it does not exist, or the caller may not view it, which looks the same
     * @throws Forbidden if the caller's role may view none
     */
    public DialogRow dialog(Caller caller, String dialogId) throws IOException, Undecodable {
        return cluster.row(dialogId, viewed(caller)).orElseThrow(() -> new NoSuchDialog(dialogId));
    }

    /**
     * Those of these dialogs that the caller may know of: may view, or sees in the contact center; by their ids.
     *
     * @param dialogIds as many as a page has at most
     */
    public Map<String, DialogRow> known(Caller caller, SortedSet<String> dialogIds) throws IOException, Undecodable {
        Filter asked = new Filter.AnyOf(Column.DIALOG_ID, dialogIds, false);
        Search search = new Search(
                Filter.both(asked, caller.known()),
                Sort.DEFAULT,
                Optional.empty(),
                dialogIds.size(),
                Collections.emptySortedSet());
        Map<String, DialogRow> known = new HashMap<>();
        cluster.find(search, false).rows().forEach(row -> known.put(row.getDialogId(), row));
        return known;
    }

    /**
     * A dialog's history.
     *
     * @param after the key after which it begins; empty for the beginning
     * @throws NoSuchDialog if it does not exist, or the caller may not view it, which looks the same
     * @throws Forbidden if the caller may view the dialog, but not its history
     */
    public History history(Caller caller, String dialogId, HistoryOrder order, String after, int limit)
            throws IOException, Undecodable {
        dialog(caller, dialogId);
        Filter scope = caller.dialogs(Right.HISTORY);
        if (!scope.equals(viewed(caller)) && cluster.row(dialogId, scope).isEmpty()) {
            throw caller.mayNot("read the history of this dialog");
        }
        SequencedMap<String, byte[]> found = cluster.history(dialogId, order, after, limit + 1);
        boolean more = found.size() > limit;
        if (more) {
            found.pollLastEntry();
        }
        SequencedMap<String, TimelineEntry> decoded = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : found.entrySet()) {
            decoded.put(entry.getKey(), entries.decode(entry.getValue()));
        }
        return new History(decoded, more);
    }

    private static Search readable(Search search, Caller caller) {
        Filter filter = ReadableText.within(search.filter(), caller.dialogs(Right.HISTORY));
        return new Search(filter, search.sort(), search.after(), search.limit(), search.facets());
    }

    /**
     * The histories of the client's dialogs that the caller may view and read, the newest dialog first.
     *
     * @param after where the page begins; empty for the beginning
     * @throws NoSuchClient if there are none of them
     * @throws Forbidden if the caller's role may view no dialogs or read no histories
     */
    public ClientPage clientHistory(Caller caller, String clientId, Optional<HistoryCursor.InClient> after, int limit)
            throws IOException, Undecodable {
        Filter scope = Filter.both(viewed(caller), caller.dialogs(Right.HISTORY));
        if (!caller.has(Right.HISTORY)) {
            throw caller.mayNot("read histories");
        }
        ClientHistory.Page found = new ClientHistory(cluster, clientId, scope, limit, clientPatience).read(after);
        List<TimelineEntry> page = new ArrayList<>(found.entries().size());
        for (byte[] entry : found.entries().sequencedValues()) {
            page.add(entries.decode(entry));
        }
        return new ClientPage(
                page, found.more() ? Optional.of(found.entries().lastEntry().getKey()) : Optional.empty());
    }

    private static Filter viewed(Caller caller) {
        caller.requireToView();
        return caller.dialogs(Right.VIEW);
    }
}
