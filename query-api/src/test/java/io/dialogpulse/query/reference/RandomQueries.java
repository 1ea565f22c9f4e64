package io.dialogpulse.query.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.metrics.DialogRow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.avro.Schema;

/** Random requests about given rows, the same for the same seed. */
public final class RandomQueries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DEPTH = 3;
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Moscow", "Europe/Berlin", "America/New_York", "Asia/Kathmandu");

    private final Random random;
    private final List<DialogRow> rows;
    private final Optional<Instant> now;

    /**
     * @param now what the asked one calls now; if empty, nothing is asked relative to it
     */
    public RandomQueries(long seed, List<DialogRow> rows, Optional<Instant> now) {
        this.random = new Random(seed);
        this.rows = rows;
        this.now = now;
    }

    /** The next request, without limit and cursor, which are the asker's. */
    public RandomQuery next() {
        String zone = pick(ZONES);
        RandomLeaves leaves = new RandomLeaves(random, rows, new RandomRanges(random, rows, ZoneId.of(zone), now));
        String sort = sort();
        List<String> facets = facets();
        return random.nextBoolean() ? byQueryString(leaves, zone, sort, facets) : byJson(leaves, zone, sort, facets);
    }

    private RandomQuery byQueryString(RandomLeaves leaves, String zone, String sort, List<String> facets) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        Predicate<DialogRow> filter = row -> true;
        for (Leaf leaf : several(leaves, 4)) {
            if (leaf.needsJson()) {
                continue;
            }
            leaf.values()
                    .forEach((name, values) -> parameters.put(
                            name,
                            random.nextBoolean() || name.equals("id") ? values : List.of(String.join(",", values))));
            filter = filter.and(leaf.filter());
        }
        parameters.put("timezone", List.of(zone));
        if (!sort.isEmpty()) {
            parameters.put("sort", List.of(sort));
        }
        if (!facets.isEmpty()) {
            parameters.put("facets", List.of(String.join(",", facets)));
        }
        return new RandomQuery(parameters, JSON.createObjectNode(), filter, order(sort), facets);
    }

    private RandomQuery byJson(RandomLeaves leaves, String zone, String sort, List<String> facets) {
        ObjectNode body = JSON.createObjectNode();
        body.put("timezone", zone);
        if (!sort.isEmpty()) {
            body.put("sort", sort);
        }
        if (!facets.isEmpty()) {
            facets.forEach(body.putArray("facets")::add);
        }
        Predicate<DialogRow> filter = members(body, several(leaves, 1));
        ObjectNode nested = JSON.createObjectNode();
        filter = filter.and(object(nested, leaves, 1));
        body.set("filter", nested);
        return new RandomQuery(Map.of(), body, filter, order(sort), facets);
    }

    private Predicate<DialogRow> object(ObjectNode object, RandomLeaves leaves, int depth) {
        Predicate<DialogRow> filter = members(object, several(leaves, 2));
        if (depth < MAX_DEPTH && random.nextInt(3) == 0) {
            filter = filter.and(array(object.putArray("and"), leaves, depth, Predicate::and));
        }
        if (depth < MAX_DEPTH && random.nextInt(2) == 0) {
            filter = filter.and(array(object.putArray("or"), leaves, depth, Predicate::or));
        }
        if (depth < MAX_DEPTH && random.nextInt(3) == 0) {
            filter = filter.and(
                    object(object.putObject("not"), leaves, depth + 1).negate());
        }
        return filter;
    }

    private interface Joining {
        Predicate<DialogRow> join(Predicate<DialogRow> one, Predicate<DialogRow> other);
    }

    private Predicate<DialogRow> array(ArrayNode array, RandomLeaves leaves, int depth, Joining joining) {
        Predicate<DialogRow> filter = object(array.addObject(), leaves, depth + 1);
        for (int i = random.nextInt(3); i > 0; i--) {
            filter = joining.join(filter, object(array.addObject(), leaves, depth + 1));
        }
        return filter;
    }

    private Predicate<DialogRow> members(ObjectNode object, List<Leaf> leaves) {
        Predicate<DialogRow> filter = row -> true;
        for (Leaf leaf : leaves) {
            boolean nested = leaf.values().firstEntry().getKey().contains(".") && random.nextBoolean();
            ObjectNode target = nested ? object.putObject(leaf.name()) : object;
            leaf.values().forEach((name, values) -> {
                String member = nested ? name.substring(name.lastIndexOf('.') + 1) : name;
                if (values.size() == 1 && values.getFirst().indexOf(',') < 0) {
                    target.put(member, values.getFirst());
                } else {
                    values.forEach(target.putArray(member)::add);
                }
            });
            filter = filter.and(leaf.filter());
        }
        return filter;
    }

    /** Conditions about different columns: on one column they could contradict each other, which is refused. */
    private List<Leaf> several(RandomLeaves leaves, int most) {
        List<Leaf> several = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            Leaf leaf = leaves.next();
            String name = leaf.name().replace("Ms", "");
            String column = name.equals("waitingFor") ? "openQuestionAt" : name.equals("timeLeft") ? "dueAt" : name;
            if (names.add(column)) {
                several.add(leaf);
            }
        }
        return several;
    }

    private String sort() {
        List<String> columns = new ArrayList<>(DialogRow.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .toList());
        Collections.shuffle(columns, random);
        List<String> sort = new ArrayList<>();
        columns.subList(0, random.nextInt(3)).forEach(column -> sort.add((random.nextBoolean() ? "-" : "") + column));
        return String.join(",", sort);
    }

    private static Comparator<DialogRow> order(String sort) {
        return ReferenceOrder.of(sort.isEmpty() ? "-lastMessageAt" : sort);
    }

    private List<String> facets() {
        List<String> facets = new ArrayList<>(new TreeSet<>(ReferenceFacets.COLUMNS.keySet()));
        Collections.shuffle(facets, random);
        return facets.subList(0, Math.max(0, random.nextInt(6) - 2));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
