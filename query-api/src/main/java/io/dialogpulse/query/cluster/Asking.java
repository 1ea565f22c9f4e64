package io.dialogpulse.query.cluster;

import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.store.PartitionsUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks partitions wherever they are, all instances at the same time, until each has answered once or patience is over.
 * Those that do not answer, because they are being moved or their instance is gone, are looked up and asked again.
 */
final class Asking {
    private static final Logger log = LoggerFactory.getLogger(Asking.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LEAST = Duration.ofMillis(200);

    private final Owners owners;
    private final Duration patience;

    /** Partitions that have answered since the start; for the others, nobody knows how long it would take. */
    private final Set<Integer> known = ConcurrentHashMap.newKeySet();

    Asking(Owners owners, Duration patience) {
        this.owners = owners;
        this.patience = patience;
    }

    /**
     * What came back.
     *
     * @param replies with an answer each; no partition is in two of them
     * @param missing the partitions that are in none
     * @param reasons why, as far as known, by instance
     */
    record Outcome<A>(List<Reply<A>> replies, SortedSet<Integer> missing, Map<Instance, String> reasons) {
        /** @throws PartitionsUnavailable if some are missing */
        void requireComplete() {
            if (!missing.isEmpty()) {
                throw new PartitionsUnavailable(missing);
            }
        }

        List<A> answers() {
            return replies.stream().map(Reply::answer).filter(Objects::nonNull).toList();
        }

        /** What the one that is furthest behind has; epoch milliseconds. */
        long asOf() {
            return replies.stream().mapToLong(Reply::asOf).min().orElseThrow();
        }
    }

    /**
     * Asks until all have answered or patience is over.
     *
     * @throws InvalidRequest if an instance refuses the question: asking again would not help
     */
    <A> Outcome<A> ask(Question<A> question, SortedSet<Integer> partitions) throws IOException {
        return ask(question, partitions, patience);
    }

    /** Asks for as long as this; each instance is asked once at least. */
    <A> Outcome<A> ask(Question<A> question, SortedSet<Integer> partitions, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        SortedSet<Integer> open = new TreeSet<>(partitions);
        List<Reply<A>> replies = new ArrayList<>();
        while (true) {
            Map<Instance, String> reasons = new LinkedHashMap<>();
            for (Reply<A> reply : round(question, open, deadline, reasons)) {
                if (reply.answer() != null) {
                    replies.add(reply);
                    open.removeAll(reply.partitions());
                    known.addAll(reply.partitions());
                }
            }
            if (open.isEmpty() || System.nanoTime() >= deadline || !known.containsAll(open)) {
                return new Outcome<>(replies, open, reasons);
            }
            pause(open);
        }
    }

    private <A> List<Reply<A>> round(
            Question<A> question, SortedSet<Integer> open, long deadline, Map<Instance, String> reasons)
            throws IOException {
        record Asked<A>(Instance instance, SortedSet<Integer> partitions, CompletableFuture<Reply<A>> reply) {}

        List<Asked<A>> asked = new ArrayList<>();
        List<Reply<A>> replies = new ArrayList<>();
        try {
            for (var owner : owners.of(open).entrySet()) {
                Duration limit = max(LEAST, Duration.ofNanos(deadline - System.nanoTime()));
                asked.add(new Asked<>(
                        owner.getKey(), owner.getValue(), owner.getKey().ask(question, owner.getValue(), limit)));
            }
            for (Asked<A> one : asked) {
                try {
                    long limit = Math.max(LEAST.toNanos(), deadline - System.nanoTime());
                    replies.add(checked(one.reply().get(limit, TimeUnit.NANOSECONDS), one.partitions()));
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof InvalidRequest refused) {
                        throw refused;
                    }
                    reasons.put(one.instance(), String.valueOf(e.getCause()));
                } catch (TimeoutException e) {
                    reasons.put(one.instance(), "it does not answer in time");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartitionsUnavailable(open);
        } finally {
            // Those that are done do not mind
            asked.forEach(one -> one.reply().cancel(true));
        }
        reasons.forEach((instance, reason) -> log.debug("{} was asked in vain: {}", instance, reason));
        return replies;
    }

    // A partition that answers unasked would count twice
    private static <A> Reply<A> checked(Reply<A> reply, SortedSet<Integer> asked) {
        if (!asked.containsAll(reply.partitions())) {
            throw new IllegalStateException(
                    "partitions " + asked + " were asked, but " + reply.partitions() + " answer");
        }
        return reply;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void pause(SortedSet<Integer> open) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartitionsUnavailable(open);
        }
    }
}
