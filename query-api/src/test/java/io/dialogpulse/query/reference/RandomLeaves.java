package io.dialogpulse.query.reference;

import io.dialogpulse.metrics.DetailedStatus;
import io.dialogpulse.metrics.DialogRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Random conditions about given rows: their values are mostly ones that a row has. */
final class RandomLeaves {
    private static final Map<String, String> VALUES = Map.of(
            "status", "status",
            "detailedStatus", "detailedStatus",
            "line", "lineId",
            "channel", "channel",
            "operator", "operatorId",
            "department", "departmentId",
            "direction", "direction",
            "client", "clientId",
            "clientRating", "clientRating",
            "managerRating", "managerRating");
    private static final List<String> WITH_NONE = List.of("operator", "clientRating", "managerRating");
    private static final List<String> FREE = List.of("line", "channel", "operator", "department", "client");
    private static final List<String> FLAGS = List.of("spam", "formFilled", "historyRequested", "pinned");
    private static final List<DetailedStatus> INACTIVE =
            List.of(DetailedStatus.CLOSING, DetailedStatus.CLOSED, DetailedStatus.SPAM);

    private final Random random;
    private final List<DialogRow> rows;
    private final RandomRanges ranges;

    RandomLeaves(Random random, List<DialogRow> rows, RandomRanges ranges) {
        this.random = random;
        this.rows = rows;
        this.ranges = ranges;
    }

    Leaf next() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> values(pick(new ArrayList<>(new TreeSet<>(VALUES.keySet()))));
            case 2 -> participant();
            case 3 -> flag();
            case 4 -> words();
            case 5 -> exact();
            default -> ranges.next();
        };
    }

    private Leaf values(String name) {
        String column = Objects.requireNonNull(VALUES.get(name));
        List<String> asked = new ArrayList<>();
        boolean none = WITH_NONE.contains(name) && random.nextInt(3) == 0;
        if (none) {
            asked.add("none");
        }
        for (int i = none ? random.nextInt(3) : 1 + random.nextInt(3); i > 0; i--) {
            String value = Rows.text(pick(rows), column);
            asked.add(value != null ? value : FREE.contains(name) ? "nowhere" : Objects.requireNonNull(some(column)));
        }
        return leaf(name, asked, row -> {
            String value = Rows.text(row, column);
            return value == null ? none : asked.contains(value);
        });
    }

    private @Nullable String some(String column) {
        return rows.stream()
                .map(row -> Rows.text(row, column))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private Leaf participant() {
        List<String> asked = List.of("operator" + random.nextInt(6), "operator" + random.nextInt(6));
        return leaf(
                "participant", asked, row -> row.getParticipantIds().stream().anyMatch(asked::contains));
    }

    private Leaf flag() {
        boolean yes = random.nextBoolean();
        List<String> asked = List.of(Boolean.toString(yes));
        return switch (random.nextInt(4)) {
            case 0 -> leaf("active", asked, row -> yes != INACTIVE.contains(row.getDetailedStatus()));
            case 1 -> leaf("crm", asked, row -> yes != row.getCrm().isEmpty());
            case 2 -> leaf("waiting", asked, row -> yes == (row.getOpenQuestionAt() != null));
            default -> {
                String name = pick(FLAGS);
                yield leaf(name, asked, row -> Boolean.valueOf(yes).equals(Rows.value(row, name)));
            }
        };
    }

    private Leaf words() {
        String column = pick(List.of("clientName", "pageUrl", "managerComment"));
        List<String> asked = new ArrayList<>();
        List<String> words = ReferenceWords.of(column, Objects.requireNonNullElse(Rows.text(pick(rows), column), ""));
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            String word = words.isEmpty() ? "nowhere" : pick(words);
            asked.add(random.nextBoolean() ? word : word.substring(0, 1 + random.nextInt(word.length())) + "*");
        }
        return leaf(column, List.of(String.join(" ", asked)), row -> {
            List<String> has = ReferenceWords.of(column, Objects.requireNonNullElse(Rows.text(row, column), ""));
            return asked.stream().allMatch(word -> has.stream().anyMatch(ReferenceWords.matches(word)));
        });
    }

    private Leaf exact() {
        DialogRow row = pick(rows);
        if (random.nextBoolean()) {
            return leaf(
                    "id",
                    List.of(row.getDialogId()),
                    other -> other.getDialogId().equals(row.getDialogId()));
        }
        List<String> numbers = List.of(Long.toString(row.getNumber()), Long.toString(random.nextInt(50)));
        return leaf("number", numbers, other -> numbers.contains(Long.toString(other.getNumber())));
    }

    private static Leaf leaf(String name, List<String> values, Predicate<DialogRow> filter) {
        SequencedMap<String, List<String>> given = new LinkedHashMap<>();
        given.put(name, values);
        return new Leaf(name, given, filter);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
