package io.dialogpulse.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One of the example tables in {@code cases/*.json}.
 *
 * @param why what it shows
 * @param events in order of arrival
 * @param row the columns they must give
 */
public record Case(String name, String why, List<DialogEvent> events, Map<String, Object> row) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of(
            "01-simple-answer",
            "02-burst-is-one-question",
            "03-several-questions",
            "04-bot-then-operator",
            "05-bot-only-closed-by-system",
            "06-closed-unanswered",
            "07-automatic-reply-is-no-answer",
            "08-transfer-to-line-and-operator",
            "09-closing-mode-and-rating",
            "10-client-returns-while-closing",
            "11-reopened-after-closed",
            "12-spam",
            "13-outbound",
            "14-writing-is-accepting",
            "15-no-opening-event",
            "16-opening-sorts-later",
            "17-same-millisecond",
            "18-ratings-crm-flags",
            "19-system-messages-count-nowhere",
            "20-farewell-after-closing",
            "21-queued-after-reply",
            "22-closed-twice",
            "23-second-opening-is-ignored",
            "24-ignored-when-not-active",
            "25-accepted-after-answering",
            "26-transfer-to-operator",
            "27-spam-while-closing",
            "28-reopened-before-any-operator",
            "29-reopened-after-start-without-reply",
            "30-bot-still-working",
            "31-bot-after-handover-does-not-count",
            "32-closing-drops-the-question",
            "33-queued-twice",
            "34-late-reply-rewrites-the-past",
            "35-client-erased");

    /** All of them. */
    public static Stream<Case> all() {
        return NAMES.stream().map(Case::read);
    }

    @Override
    public String toString() {
        return name + ": " + why;
    }

    private static Case read(String name) {
        try (InputStream file = Case.class.getResourceAsStream("/cases/" + name + ".json")) {
            JsonNode json = JSON.readTree(file);
            List<DialogEvent> events = new ArrayList<>();
            json.get("events").forEach(event -> events.add(JsonEvent.parse(event)));
            Map<String, Object> row = new TreeMap<>();
            json.get("row")
                    .properties()
                    .forEach(column -> row.put(column.getKey(), Columns.normal(plain(column.getValue()))));
            return new Case(name, json.get("why").asText(), events, row);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static Object plain(JsonNode value) {
        return value.isNull() ? Columns.ABSENT : JSON.convertValue(value, Object.class);
    }
}
