package io.dialogpulse.query.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dialogpulse.schemas.EventRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Reads a request's events, all of them or none. */
public final class EventParser {
    /** The most events a request may hold. */
    public static final int MAX_EVENTS = 10_000;

    private static final JsonFactory SPLITTER = new JsonFactory();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final InstantSource clock;

    /** @param clock events may not lie more than a day ahead of it */
    public EventParser(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Reads the events.
     *
     * @param body UTF-8
     * @throws InvalidEvents with every event that is wrong
     * @throws TooManyEvents if there are more than {@link #MAX_EVENTS}
     */
    public List<OutgoingEvent> parse(byte[] body, EventFormat format) throws InvalidEvents, TooManyEvents {
        String text = utf8(body);
        List<String> parts = format == EventFormat.JSON ? splitJson(text) : splitLines(text);
        List<OutgoingEvent> events = new ArrayList<>(parts.size());
        List<EventError> errors = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            read(i, parts.get(i), events, errors);
        }
        if (!errors.isEmpty()) {
            throw new InvalidEvents(errors);
        }
        return events;
    }

    private void read(int index, String part, List<OutgoingEvent> events, List<EventError> errors) {
        try {
            JsonNode node = JSON.readTree(part);
            if (!node.isObject()) {
                throw new BadField("", "is no JSON object");
            }
            JsonFields fields = new JsonFields(node, "");
            OutgoingEvent event = JsonEvent.read(fields);
            fields.refuseOthers();
            for (EventRules.Violation violation : EventRules.check(event.event(), event.key(), clock.millis())) {
                errors.add(new EventError(index, violation.field(), withoutName(violation)));
            }
            events.add(event);
        } catch (BadField e) {
            errors.add(new EventError(index, e.field(), String.valueOf(e.getMessage())));
        } catch (JsonProcessingException e) {
            errors.add(notJson(index, e));
        }
    }

    private static String withoutName(EventRules.Violation violation) {
        String name = violation.field() + " ";
        return violation.detail().startsWith(name) ? violation.detail().substring(name.length()) : violation.detail();
    }

    private static List<String> splitLines(String text) throws TooManyEvents {
        List<String> lines = new ArrayList<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (!line.isBlank()) {
                add(lines, line);
            }
        }
        return lines;
    }

    /** Cuts an array into its elements, so that one that is wrong does not keep the others from being checked. */
    private static List<String> splitJson(String text) throws InvalidEvents, TooManyEvents {
        List<String> elements = new ArrayList<>();
        try (JsonParser parser = SPLITTER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return List.of(text);
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int begin = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                // A scalar's end is known only after the next token: let its first letters stand for it
                int end = parser.currentToken().isScalarValue()
                        ? begin
                        : (int) parser.currentLocation().getCharOffset();
                add(elements, end == begin ? "0" : text.substring(begin, end));
            }
            if (parser.nextToken() != null) {
                throw new InvalidEvents(List.of(new EventError(elements.size(), "", "comes after the array's end")));
            }
            return elements;
        } catch (JsonProcessingException e) {
            throw new InvalidEvents(List.of(notJson(elements.size(), e)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
    }

    private static void add(List<String> parts, String part) throws TooManyEvents {
        if (parts.size() == MAX_EVENTS) {
            throw new TooManyEvents(MAX_EVENTS);
        }
        parts.add(part);
    }

    private static String utf8(byte[] body) throws InvalidEvents {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidEvents(List.of(new EventError(0, "", "the body is not UTF-8")));
        }
    }

    private static EventError notJson(int index, JsonProcessingException e) {
        return new EventError(index, "", "is not JSON: " + e.getOriginalMessage());
    }
}
