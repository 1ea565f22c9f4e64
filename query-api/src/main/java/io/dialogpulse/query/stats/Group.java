package io.dialogpulse.query.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the dialogs of a group add up to.
 *
 * <p>Not thread-safe.
 */
public final class Group {
    private final List<Durations> durations;
    private final long[] counts = new long[Count.values().length];
    private Rating clientRating = Rating.NONE;
    private Rating managerRating = Rating.NONE;

    /** What dialogs are counted for. */
    public enum Count {
        /** All of them. */
        CREATED,
        /** An operator has replied. */
        ANSWERED,
        /** Closed now, spam included. */
        CLOSED,
        /** The client has come back after closing, once or more. */
        REOPENED,
        /** Spam now. */
        SPAM,
        /** Questions that were answered, of all dialogs. */
        RESPONSES
    }

    /** @param columns how many columns of durations there are */
    public Group(int columns) {
        durations = Stream.generate(Durations::new).limit(columns).toList();
    }

    /** Durations by column, in the question's order. */
    public List<Durations> durations() {
        return durations;
    }

    /** Counts so many more. */
    @SuppressWarnings("EnumOrdinal") // an index into this object's own array
    public void count(Count what, long more) {
        counts[what.ordinal()] += more;
    }

    /** How many there are. */
    @SuppressWarnings("EnumOrdinal")
    public long count(Count what) {
        return counts[what.ordinal()];
    }

    /** A client's rating, 1 to 5. */
    public void rateByClient(long rating) {
        clientRating = clientRating.plus(new Rating(1, rating));
    }

    /** A manager's rating, 1 to 5. */
    public void rateByManager(long rating) {
        managerRating = managerRating.plus(new Rating(1, rating));
    }

    public Rating clientRating() {
        return clientRating;
    }

    public Rating managerRating() {
        return managerRating;
    }

    /** The same in a form that JSON can carry. */
    public record Sum(
            List<@Nullable Object> key,
            List<Long> counts,
            Rating clientRating,
            Rating managerRating,
            List<Durations.Sum> durations) {}

    Sum toSum(Groups.Key key) {
        return new Sum(
                key.values(),
                Arrays.stream(counts).boxed().toList(),
                clientRating,
                managerRating,
                durations.stream().map(Durations::toSum).toList());
    }

    /** Counts in everything that {@link #toSum} holds. */
    void add(Sum other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts.get(i);
        }
        clientRating = clientRating.plus(other.clientRating);
        managerRating = managerRating.plus(other.managerRating);
        for (int i = 0; i < durations.size(); i++) {
            durations.get(i).add(other.durations.get(i));
        }
    }

    /** Counts in everything that the other one holds. */
    public void add(Group other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        clientRating = clientRating.plus(other.clientRating);
        managerRating = managerRating.plus(other.managerRating);
        for (int i = 0; i < durations.size(); i++) {
            durations.get(i).add(other.durations.get(i));
        }
    }
}
