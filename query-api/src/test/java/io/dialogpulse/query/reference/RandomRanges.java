package io.dialogpulse.query.reference;

import io.dialogpulse.metrics.DialogRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.apache.avro.Schema;

/** Random ranges of numbers, durations and times in every notation. */
final class RandomRanges {
    private static final List<String> ENDS = List.of("gte", "gt", "lte", "lt");

    private final Random random;
    private final List<DialogRow> rows;
    private final ZoneId zone;
    private final Optional<Instant> now;
    private final List<String> columns = DialogRow.getClassSchema().getFields().stream()
            .map(Schema.Field::name)
            .filter(name ->
                    name.endsWith("At") || name.endsWith("Ms") || name.endsWith("Count") || name.equals("number"))
            .toList();

    RandomRanges(Random random, List<DialogRow> rows, ZoneId zone, Optional<Instant> now) {
        this.random = random;
        this.rows = rows;
        this.zone = zone;
        this.now = now;
    }

    Leaf next() {
        if (now.isPresent() && random.nextInt(10) == 0) {
            return random.nextBoolean() ? waitingFor(now.get()) : timeLeft(now.get());
        }
        if (now.isPresent() && random.nextInt(20) == 0) {
            return breached(now.get());
        }
        String column = pick(columns);
        boolean iso = column.endsWith("Ms") && random.nextBoolean();
        String name = iso ? column.substring(0, column.length() - 2) : column;
        SequencedMap<String, List<String>> given = new LinkedHashMap<>();
        if (random.nextInt(5) == 0) {
            boolean yes = random.nextBoolean();
            given.put(name + ".exists", List.of(Boolean.toString(yes)));
            return new Leaf(name, given, row -> yes == (Rows.value(row, column) != null));
        }
        if (random.nextInt(3) == 0) {
            // Values of rows in the right order: never an empty range
            long one = value(column);
            long other = value(column);
            LongPredicate from = end(given, name, "gte", Math.min(one, other), column, iso);
            LongPredicate to = end(given, name, "lte", Math.max(one, other), column, iso);
            return new Leaf(name, given, holds(column, from.and(to)));
        }
        return new Leaf(name, given, holds(column, end(given, name, pick(ENDS), value(column), column, iso)));
    }

    private Leaf waitingFor(Instant moment) {
        long wait = moment.toEpochMilli() - value("openQuestionAt") + random.nextInt(3) - 1;
        String end = pick(ENDS);
        SequencedMap<String, List<String>> given = new LinkedHashMap<>();
        boolean iso = random.nextBoolean();
        String name = iso ? "waitingFor" : "waitingForMs";
        given.put(name + "." + end, List.of(iso ? Duration.ofMillis(wait).toString() : Long.toString(wait)));
        LongPredicate compared = compare(end, wait, wait);
        return new Leaf(name, given, holds("openQuestionAt", at -> compared.test(moment.toEpochMilli() - at)));
    }

    private Leaf timeLeft(Instant moment) {
        long left = value("dueAt") - moment.toEpochMilli() + random.nextInt(3) - 1;
        String end = pick(ENDS);
        SequencedMap<String, List<String>> given = new LinkedHashMap<>();
        boolean iso = random.nextBoolean();
        String name = iso ? "timeLeft" : "timeLeftMs";
        given.put(name + "." + end, List.of(iso ? Duration.ofMillis(left).toString() : Long.toString(left)));
        LongPredicate compared = compare(end, left, left);
        return new Leaf(name, given, holds("dueAt", at -> compared.test(at - moment.toEpochMilli())));
    }

    private Leaf breached(Instant moment) {
        boolean yes = random.nextBoolean();
        SequencedMap<String, List<String>> given = new LinkedHashMap<>();
        given.put("breached", List.of(Boolean.toString(yes)));
        Predicate<DialogRow> over = holds("dueAt", at -> at <= moment.toEpochMilli());
        return new Leaf("breached", given, yes ? over : over.negate());
    }

    private LongPredicate end(
            SequencedMap<String, List<String>> given, String name, String end, long value, String column, boolean iso) {
        String text = Long.toString(value);
        long first = value;
        long last = value;
        if (iso) {
            text = Duration.ofMillis(value).toString();
        } else if (column.endsWith("At")) {
            Instant time = Instant.ofEpochMilli(value);
            switch (random.nextInt(4)) {
                case 0 -> text = time.toString();
                case 1 -> text = time.atOffset(ZoneOffset.ofHoursMinutes(5, 45)).toString();
                case 2 -> {
                    LocalDate day = time.atZone(zone).toLocalDate();
                    text = day.toString();
                    first = day.atStartOfDay(zone).toInstant().toEpochMilli();
                    last = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli() - 1;
                }
                default -> {
                    if (now.isPresent()) {
                        // Rounded outwards, or a range of one value would be empty, which is refused
                        long ago = now.get().toEpochMilli() - value;
                        long seconds = end.equals("gte") ? Math.ceilDiv(ago, 1_000L) : Math.floorDiv(ago, 1_000L);
                        text = "now"
                                + (seconds < 0
                                        ? "+" + -seconds / 3600 + "h+" + -seconds % 3600 + "s"
                                        : "-" + seconds / 3600 + "h-" + seconds % 3600 + "s");
                        first = now.get().minusSeconds(seconds).toEpochMilli();
                        last = first;
                    }
                }
            }
        }
        given.put(name + "." + end, List.of(text));
        return compare(end, first, last);
    }

    private static LongPredicate compare(String end, long first, long last) {
        return switch (end) {
            case "gte" -> number -> number >= first;
            case "gt" -> number -> number > last;
            case "lte" -> number -> number <= last;
            case "lt" -> number -> number < first;
            default -> throw new IllegalArgumentException(end);
        };
    }

    private static Predicate<DialogRow> holds(String column, LongPredicate condition) {
        return row -> {
            Long number = Rows.number(row, column);
            return number != null && condition.test(number);
        };
    }

    private long value(String column) {
        for (int attempt = 0; attempt < 100; attempt++) {
            Long number = Rows.number(pick(rows), column);
            if (number != null) {
                return number;
            }
        }
        return 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
