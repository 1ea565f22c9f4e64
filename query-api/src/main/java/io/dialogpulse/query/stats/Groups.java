package io.dialogpulse.query.stats;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups by what their dialogs have in common.
 *
 * <p>Not thread-safe.
 */
public final class Groups {
    /** The most groups of an answer. */
    static final int MAX_GROUPS = 10_000;
    /** The most sketches of an answer: each takes some kilobytes. */
    static final int MAX_SKETCHES = 20_000;

    private static final Comparator<@Nullable Object> VALUES = Comparator.nullsLast(Groups::compareValues);

    private final int durations;
    private final int limit;
    private final Map<Key, Group> groups = new HashMap<>();

    /**
     * What the dialogs of a group have in common.
     *
     * @param values one per dimension: the column's value, null for none, or the {@code Long} of a period
     */
    public record Key(List<@Nullable Object> values) {}

    /** @param durations how many columns of durations each group has */
    public Groups(int durations) {
        this.durations = durations;
        this.limit = Math.min(MAX_GROUPS, MAX_SKETCHES / Math.max(1, durations));
    }

    /**
     * The group with this key, empty at first.
     *
     * @throws TooManyGroups if there would be more than an answer may have
     */
    public Group at(Key key) {
        Group known = groups.get(key);
        if (known != null) {
            return known;
        }
        requireRoom();
        Group added = new Group(durations);
        groups.put(key, added);
        return added;
    }

    private void requireRoom() {
        if (groups.size() >= limit) {
            throw new TooManyGroups(limit);
        }
    }

    /** Counts in everything that the other ones hold; they may become a part of these, so nobody may use them any more. */
    public void add(Groups other) {
        other.groups.forEach((key, group) -> {
            Group known = groups.get(key);
            if (known != null) {
                known.add(group);
            } else {
                requireRoom();
                groups.put(key, group);
            }
        });
    }

    /** The same in a form that JSON can carry. */
    public record Sums(int durations, List<Group.Sum> groups) {}

    @JsonValue
    Sums toSums() {
        List<Group.Sum> sums = new ArrayList<>();
        groups.forEach((key, group) -> sums.add(group.toSum(key)));
        return new Sums(durations, sums);
    }

    @JsonCreator
    static Groups of(Sums sums) {
        Groups groups = new Groups(sums.durations);
        for (Group.Sum sum : sums.groups) {
            List<@Nullable Object> values = new ArrayList<>();
            // JSON does not tell an int from a long
            sum.key().forEach(value -> values.add(value instanceof Integer small ? (Object) small.longValue() : value));
            groups.at(new Key(values)).add(sum);
        }
        return groups;
    }

    /** All of them by their keys, dimension by dimension; those without a value last. */
    public List<Map.Entry<Key, Group>> sorted() {
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Groups::compare))
                .toList();
    }

    private static int compare(Key one, Key other) {
        for (int i = 0; i < one.values.size(); i++) {
            int compared = VALUES.compare(one.values.get(i), other.values.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int compareValues(Object one, Object other) {
        return one instanceof Long a && other instanceof Long b
                ? Long.compare(a, b)
                : one.toString().compareTo(other.toString());
    }

    /** All of them, in no order. */
    public Map<Key, Group> all() {
        return Collections.unmodifiableMap(groups);
    }
}
