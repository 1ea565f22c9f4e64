package io.dialogpulse.bench.list;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.ListRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Puts questions with values that differ from one to the next; the same seed gives the same questions. */
final class Questions {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final String NEWEST_FIRST = "-lastMessageAt";
    private static final int DEEP = 50_000;

    private final List<Question.Page> deepPages;

    private Questions(List<Question.Page> deepPages) {
        this.deepPages = deepPages;
    }

    /** Walks to page 1,000 first, as the cursors that lead there have to come from somewhere. */
    static Questions over(ListedIndex index, GeneratedDialogs dialogs) throws Exception {
        long deep = Math.min(DEEP, dialogs.count() / 2);
        Map<String, List<String>> parameters = new HashMap<>(
                Map.of("sort", List.of(NEWEST_FIRST), "limit", List.of(Integer.toString(ListRequest.MAX_LIMIT))));
        IndexClient client = index.client();
        List<DialogRow> rows = new ArrayList<>();
        for (long seen = 0; seen < deep; seen += rows.size()) {
            ListRequest request = index.parser().parameters(parameters);
            rows = client.page(request).subList(0, request.limit());
            String next = request.encode(Cursor.after(rows.getLast(), request.sort()));
            parameters.put("cursor", List.of(next));
        }
        ListRequest request = index.parser().parameters(Map.of("sort", List.of(NEWEST_FIRST)));
        return new Questions(rows.stream()
                .map(row -> new Question.Page(
                        request.encode(Cursor.after(row, request.sort())),
                        row.getLastMessageAt().toEpochMilli(),
                        row.getDialogId()))
                .toList());
    }

    /** One question of a kind. */
    Question next(ListQuery query, SplittableRandom random) {
        return switch (query) {
            case Q1 -> active();
            case Q2 -> question(query, Map.of("sort", "-maxResponseMs"));
            case Q3 -> lineAndMonth(random);
            case Q4 -> operator(random);
            case Q5 -> prefix(random);
            case Q6, Q6_UNCOUNTED ->
                new Question(
                        query,
                        Map.of("sort", List.of(NEWEST_FIRST)),
                        List.of(),
                        List.of(deepPages.get(random.nextInt(deepPages.size()))));
        };
    }

    private static Question active() {
        String statuses = GeneratedDialogs.ACTIVE.stream().map(Enum::name).collect(Collectors.joining(","));
        return question(ListQuery.Q1, Map.of("detailedStatus", statuses, "sort", NEWEST_FIRST));
    }

    private static Question lineAndMonth(SplittableRandom random) {
        long latest = GeneratedDialogs.SPAN.minus(MONTH).toMillis();
        Instant from = GeneratedDialogs.START.plusMillis(random.nextLong(latest));
        Instant until = from.plus(MONTH);
        return question(
                ListQuery.Q3,
                Map.of(
                        "line",
                        GeneratedDialogs.LARGE_LINE,
                        "createdAt.gte",
                        from.toString(),
                        "createdAt.lt",
                        until.toString(),
                        "sort",
                        "clientName"),
                GeneratedDialogs.LARGE_LINE,
                from.toEpochMilli(),
                until.toEpochMilli());
    }

    private static Question operator(SplittableRandom random) {
        String operator = GeneratedDialogs.operatorId(random.nextInt(GeneratedDialogs.OPERATORS));
        return question(ListQuery.Q4, Map.of("operator", operator, "sort", "-modifiedAt"), operator);
    }

    private static Question prefix(SplittableRandom random) {
        String prefix = Vocabulary.prefix(random);
        return question(ListQuery.Q5, Map.of("clientName", prefix + "*", "sort", NEWEST_FIRST), prefix + ":*");
    }

    private static Question question(ListQuery query, Map<String, String> parameters, Object... arguments) {
        Map<String, List<String>> lists = new HashMap<>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Question(query, lists, List.of(arguments), List.of());
    }
}
