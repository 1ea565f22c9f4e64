package io.dialogpulse.query.cluster;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.index.Found;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Facets;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.search.Matching;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.StatsQuestion;
import io.dialogpulse.query.store.ChangeLog;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.PartitionsUnavailable;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.schemas.Partitioning;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All rows and histories, wherever their partitions are. Every question is answered by each of its partitions exactly
 * once, or fails naming those that are missing: a part is never passed off as all.
 */
public final class Cluster {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration PRESENCE = Duration.ofSeconds(1);
    private static final Sort BY_ID = new Sort(List.of(new Sort.Order(Column.DIALOG_ID, false)));

    private final Asking asking;
    private final Opening opening;
    private final int partitions;
    private final Decoder<DialogRow> rows;

    /** Why partitions are missing, as it was logged; said once, however often somebody looks. */
    private final AtomicReference<String> logged = new AtomicReference<>("");

    private Cluster(Owners owners, Duration patience, int partitions, Decoder<DialogRow> rows) {
        this.asking = new Asking(owners, patience);
        this.opening = new Opening(owners, patience);
        this.partitions = partitions;
        this.rows = rows;
    }

    /**
     * One instance that has all partitions.
     *
     * @param patience how long a question waits for partitions that are being moved
     */
    public static Cluster alone(LocalInstance local, int partitions, Decoder<DialogRow> rows, Duration patience) {
        Owners owners = wanted -> {
            SequencedMap<Instance, SortedSet<Integer>> all = new LinkedHashMap<>();
            all.put(local, wanted);
            return all;
        };
        return new Cluster(owners, patience, partitions, rows);
    }

    /**
     * One of several instances.
     *
     * @param self host and port by which the others call this one
     * @param patience how long a question waits for partitions that are being moved
     */
    public static Cluster of(
            KafkaStreams streams,
            HostInfo self,
            ClusterKey key,
            LocalInstance local,
            int partitions,
            Decoder<DialogRow> rows,
            Duration patience) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        Owners owners = new GroupOwners(
                streams, self, local, other -> new RemoteInstance(other.host() + ":" + other.port(), key, http));
        return new Cluster(owners, patience, partitions, rows);
    }

    /**
     * The rows that match, sorted, from the cursor on.
     *
     * @param partial whether partitions that do not answer in time may be missing
     * @throws PartitionsUnavailable if partitions are missing that may not, or all are
     * @throws Overloaded if too much is asked at a time
     */
    public Answer find(Search search, boolean partial) throws IOException, Undecodable {
        return find(search, all(), partial);
    }

    /**
     * All rows that match, sorted, from the cursor on, as they are now. The caller closes them.
     *
     * @throws PartitionsUnavailable if some partitions do not answer
     */
    public RowStream all(Search search) throws IOException {
        return new RowStream(opening.open(search, all()), search.sort(), rows);
    }

    /**
     * What has changed among the rows that match a filter.
     *
     * @param since up to where each partition's changes are known already
     * @throws PartitionsUnavailable if some partitions do not answer
     */
    public RowChanges changes(Filter filter, SortedMap<Integer, ChangeLog.Mark> since) throws IOException, Undecodable {
        Asking.Outcome<ReadChanges.Changes> outcome = asking.ask(new ReadChanges(filter, since), all());
        outcome.requireComplete();
        SortedMap<String, DialogRow> matching = new TreeMap<>();
        SortedSet<String> gone = new TreeSet<>();
        SortedMap<Integer, ChangeLog.Mark> marks = new TreeMap<>();
        boolean complete = true;
        for (ReadChanges.Changes part : outcome.answers()) {
            marks.putAll(part.marks());
            complete &= part.lost().isEmpty();
            for (byte[] bytes : part.matching()) {
                DialogRow row = rows.decode(bytes);
                matching.put(row.getDialogId(), row);
            }
            for (byte[] bytes : part.before()) {
                DialogRow row = rows.decode(bytes);
                if (!matching.containsKey(row.getDialogId()) && Matching.of(filter, row) != Matching.NO) {
                    gone.add(row.getDialogId());
                }
            }
        }
        return new RowChanges(List.copyOf(matching.values()), gone, marks, complete);
    }

    private Answer find(Search search, SortedSet<Integer> wanted, boolean partial) throws IOException, Undecodable {
        Asking.Outcome<Found> outcome = asking.ask(FindRows.of(search), wanted);
        if (!partial || outcome.replies().isEmpty()) {
            outcome.requireComplete();
        }
        List<Found> found = outcome.answers();
        return new Answer(
                rows(found, search),
                found.stream().mapToLong(Found::total).sum(),
                Facets.sum(found.stream().map(Found::facets).toList()),
                Instant.ofEpochMilli(outcome.asOf()),
                outcome.missing());
    }

    private List<DialogRow> rows(List<Found> found, Search search) throws Undecodable {
        List<DialogRow> merged = new ArrayList<>();
        for (Found part : found) {
            for (byte[] row : part.rows()) {
                merged.add(rows.decode(row));
            }
        }
        if (found.size() == 1) {
            return merged;
        }
        merged.sort(search.sort().comparator());
        return merged.subList(0, Math.min(search.limit(), merged.size()));
    }

    /**
     * What the rows that match add up to.
     *
     * @param partial whether partitions that do not answer in time may be missing
     * @throws PartitionsUnavailable if partitions are missing that may not, or all are
     * @throws io.dialogpulse.query.stats.TooManyGroups if there are more groups than an answer may have
     * @throws Overloaded if too much is asked at a time
     */
    public Summary sumUp(StatsQuestion question, boolean partial) throws IOException {
        Asking.Outcome<Groups> outcome = asking.ask(SumUp.of(question), all());
        if (!partial || outcome.replies().isEmpty()) {
            outcome.requireComplete();
        }
        Groups sum = new Groups(question.durations().size());
        outcome.answers().forEach(sum::add);
        return new Summary(sum, Instant.ofEpochMilli(outcome.asOf()), outcome.missing());
    }

    /**
     * The row of a dialog; empty if there is none, or if it is outside of the scope.
     *
     * @throws PartitionsUnavailable if its partition does not answer
     */
    public Optional<DialogRow> row(String dialogId, Filter scope) throws IOException, Undecodable {
        Filter filter = Filter.both(new Filter.AnyOf(Column.DIALOG_ID, only(dialogId), false), scope);
        Search search = new Search(filter, BY_ID, Optional.empty(), 1, Collections.emptySortedSet());
        return find(search, around(dialogId), false).rows().stream().findFirst();
    }

    /**
     * A part of a dialog's history, in the direction of reading: keys and values as they stand in the topic. Knows no
     * rights.
     *
     * @param after the key after which it begins; empty for the beginning
     * @param limit the most entries to answer
     * @throws PartitionsUnavailable if its partition does not answer
     */
    public SequencedMap<String, byte[]> history(String dialogId, HistoryOrder order, String after, int limit)
            throws IOException {
        Asking.Outcome<ReadHistory.Entries> outcome =
                asking.ask(new ReadHistory(dialogId, order, after, limit), around(dialogId));
        outcome.requireComplete();
        SequencedMap<String, byte[]> history = new LinkedHashMap<>();
        ReadHistory.Entries entries = outcome.answers().getFirst();
        for (int i = 0; i < entries.keys().size(); i++) {
            history.put(entries.keys().get(i), entries.values().get(i));
        }
        return history;
    }

    /** The partitions that nobody answers for at the moment; the log says why as far as known. */
    public SortedSet<Integer> missing() throws IOException {
        Asking.Outcome<Boolean> outcome = asking.ask(new Presence(), all(), PRESENCE);
        String reasons = outcome.missing().isEmpty() ? "" : outcome.reasons().toString();
        if (!reasons.equals(logged.getAndSet(reasons)) && !outcome.reasons().isEmpty()) {
            log.warn("partitions {} do not answer: {}", outcome.missing(), reasons);
        }
        return outcome.missing();
    }

    private SortedSet<Integer> all() {
        return IntStream.range(0, partitions).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private SortedSet<Integer> around(String dialogId) {
        return new TreeSet<>(Set.of(Partitioning.of(dialogId.getBytes(StandardCharsets.UTF_8), partitions)));
    }

    private static SortedSet<String> only(String value) {
        return new TreeSet<>(Set.of(value));
    }
}
