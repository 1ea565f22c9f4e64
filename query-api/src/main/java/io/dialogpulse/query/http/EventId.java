package io.dialogpulse.query.http;

import io.dialogpulse.query.store.ChangeLog.Mark;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The id of an event: the place in each partition's changes up to which a client has seen them. */
final class EventId {
    private static final int RADIX = 36;
    private static final int PARTS = 3;

    private EventId() {}

    static String encode(SortedMap<Integer, Mark> marks) {
        return marks.entrySet().stream()
                .map(mark -> mark.getKey() + "." + Long.toString(mark.getValue().epoch(), RADIX) + "."
                        + Long.toString(mark.getValue().sequence(), RADIX))
                .collect(Collectors.joining("-"));
    }

    /** Reads what {@link #encode} wrote; empty if it is something else, from where nobody can go on. */
    static Optional<SortedMap<Integer, Mark>> decode(String id) {
        SortedMap<Integer, Mark> marks = new TreeMap<>();
        try {
            for (String mark : id.split("-", -1)) {
                String[] parts = mark.split("\\.", -1);
                if (parts.length != PARTS) {
                    return Optional.empty();
                }
                marks.put(
                        Integer.valueOf(parts[0]),
                        new Mark(Long.parseLong(parts[1], RADIX), Long.parseLong(parts[2], RADIX)));
            }
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        return Optional.of(marks);
    }
}
