package io.dialogpulse.query.access;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.index.Found;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.StatsQuestion;
import io.dialogpulse.query.stats.StatsRequest;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.store.PartitionsUnavailable;
import io.dialogpulse.query.store.Snapshots;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The one way to read dialogs for somebody: every question is narrowed to what the caller may see before it is asked.
 * All methods throw {@link PartitionsUnavailable} rather than answer with a part.
 */
public final class DialogReader {
    private final LocalStores stores;
    private final Decoder<DialogRow> rows;
    private final Decoder<TimelineEntry> entries;
    private final Duration searchLimit;

    /** @param searchLimit the longest that a search may take */
    public DialogReader(
            LocalStores stores, Decoder<DialogRow> rows, Decoder<TimelineEntry> entries, Duration searchLimit) {
        this.stores = stores;
        this.rows = rows;
        this.entries = entries;
        this.searchLimit = searchLimit;
    }

    /**
     * A page of the list.
     *
     * @param next where the next page begins; empty on the last
     */
    public record Page(
            List<DialogRow> rows,
            long total,
            SortedMap<Column, SortedMap<String, Long>> facets,
            Optional<Cursor> next,
            Instant asOf) {}

    /**
     * A part of a history, by key.
     *
     * @param more whether there are further entries
     */
    public record History(SequencedMap<String, TimelineEntry> entries, boolean more) {}

    /**
     * The dialogs that match and that the caller may view.
     *
     * @throws Forbidden if the caller's role may view none
     */
    public Page list(Caller caller, ListRequest request) throws IOException, Undecodable {
        return list(caller, viewed(caller), request);
    }

    /**
     * The dialogs that match and that are in the contact center for the caller.
     *
     * @throws Forbidden if the caller's role may neither view dialogs nor act on them
     */
    public Page contactCenter(Caller caller, ListRequest request) throws IOException, Undecodable {
        if (!caller.has(Right.ACT)) {
            caller.requireToView();
        }
        return list(caller, caller.contactCenter(), request);
    }

    private Page list(Caller caller, Filter scope, ListRequest request) throws IOException, Undecodable {
        Found found;
        Instant asOf;
        try (Snapshots snapshots = stores.everything()) {
            found = snapshots.search().find(readable(request.within(scope), caller), searchLimit);
            asOf = snapshots.asOf();
        }
        List<DialogRow> page = new ArrayList<>(found.rows().size());
        for (byte[] row : found.rows()) {
            page.add(rows.decode(row));
        }
        Optional<Cursor> next = Optional.empty();
        if (page.size() > request.limit()) {
            page.removeLast();
            next = Optional.of(Cursor.after(page.getLast(), request.sort()));
        }
        return new Page(page, found.total(), found.facets(), next, asOf);
    }

    /** What dialogs add up to. */
    public record Summary(Groups groups, Instant asOf) {}

    /**
     * What the dialogs that match and that the caller may view add up to.
     *
     * @throws Forbidden if the caller's role may view none
     */
    public Summary sumUp(Caller caller, StatsRequest request) throws IOException {
        Filter readable = ReadableText.within(request.question().filter(), caller.dialogs(Right.HISTORY));
        StatsQuestion question = request.question().matching(Filter.both(readable, viewed(caller)));
        try (Snapshots snapshots = stores.everything()) {
            return new Summary(snapshots.search().sumUp(question, searchLimit), snapshots.asOf());
        }
    }

    /**
     * A dialog's row.
     *
     * @throws NoSuchDialog if it does not exist, or the caller may not view it, which looks the same
     * @throws Forbidden if the caller's role may view none
     */
    public DialogRow dialog(Caller caller, String dialogId) throws IOException, Undecodable {
        Filter scope = viewed(caller);
        try (Snapshots snapshots = stores.around(dialogId)) {
            return rows.decode(row(dialogId, scope, snapshots).orElseThrow(() -> new NoSuchDialog(dialogId)));
        }
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
        Filter scope = viewed(caller);
        SequencedMap<String, byte[]> found;
        try (Snapshots snapshots = stores.around(dialogId)) {
            if (row(dialogId, scope, snapshots).isEmpty()) {
                throw new NoSuchDialog(dialogId);
            }
            if (row(dialogId, caller.dialogs(Right.HISTORY), snapshots).isEmpty()) {
                throw caller.mayNot("read the history of this dialog");
            }
            found = snapshots.history().entries(dialogId, order, after, limit + 1);
        }
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

    private static Filter viewed(Caller caller) {
        caller.requireToView();
        return caller.dialogs(Right.VIEW);
    }

    private Optional<byte[]> row(String dialogId, Filter scope, Snapshots snapshots) throws IOException {
        Filter itself = new Filter.AnyOf(Column.DIALOG_ID, new TreeSet<>(Set.of(dialogId)), false);
        return snapshots
                .search()
                .find(
                        new Search(Filter.both(itself, scope), Sort.DEFAULT, Optional.empty(), 1, new TreeSet<>()),
                        searchLimit)
                .rows()
                .stream()
                .findFirst();
    }
}
