package io.dialogpulse.query.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one JSON object, each by the type it has to have. {@code null} is absent. */
public final class JsonFields {
    private static final int SHOWN = 60;

    private final JsonNode object;
    private final String path;
    private final Set<String> read = new HashSet<>();

    /** @param path what stands before the fields' names in messages: empty, or {@code operator.} */
    JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /**
     * Reads a whole body.
     *
     * @throws BadField if it is no object, or has a field that the reader does not read
     */
    public static <T> T whole(JsonNode body, Reader<T> reader) throws BadField {
        if (!body.isObject()) {
            throw new BadField("body", "is no JSON object");
        }
        JsonFields fields = new JsonFields(body, "");
        T result = reader.read(fields);
        fields.refuseOthers();
        return result;
    }

    /** How the record of a nested object is read. */
    public interface Reader<T> {
        T read(JsonFields fields) throws BadField;
    }

    /** A string that has to be there; it may be empty. */
    public String text(String name) throws BadField {
        return string(name, required(name));
    }

    /** A string; an empty one is absent. */
    public @Nullable String optionalText(String name) throws BadField {
        JsonNode value = optional(name);
        if (value == null) {
            return null;
        }
        String text = string(name, value);
        return text.isEmpty() ? null : text;
    }

    private String string(String name, JsonNode value) throws BadField {
        if (!value.isTextual()) {
            throw bad(name, value, "a string");
        }
        String text = value.textValue();
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            // UTF-8 has no bytes for it: two different ids could become one
            throw new BadField(path + name, "has half of a surrogate pair, which is no character");
        }
        return text;
    }

    /** A whole number that has to be there. */
    int number(String name) throws BadField {
        return integer(name, required(name));
    }

    /** A whole number. */
    public @Nullable Integer optionalNumber(String name) throws BadField {
        JsonNode value = optional(name);
        return value == null ? null : Integer.valueOf(integer(name, value));
    }

    private int integer(String name, JsonNode value) throws BadField {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw bad(name, value, "a whole number");
        }
        return value.intValue();
    }

    /** A whole number that may be large. */
    @Nullable
    Long optionalLong(String name) throws BadField {
        JsonNode value = optional(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw bad(name, value, "a whole number");
        }
        return value.longValue();
    }

    /** true or false, which has to be there. */
    boolean flag(String name) throws BadField {
        return bool(name, required(name));
    }

    /** true or false; absent is false. */
    boolean optionalFlag(String name) throws BadField {
        JsonNode value = optional(name);
        return value != null && bool(name, value);
    }

    private boolean bool(String name, JsonNode value) throws BadField {
        if (!value.isBoolean()) {
            throw bad(name, value, "true or false");
        }
        return value.booleanValue();
    }

    /** One of these symbols, which has to be there. */
    <E extends Enum<E>> E symbol(String name, Set<E> symbols) throws BadField {
        return oneOf(name, required(name), symbols);
    }

    /** One of these symbols. */
    <E extends Enum<E>> E optionalSymbol(String name, Set<E> symbols, E otherwise) throws BadField {
        JsonNode value = optional(name);
        return value == null ? otherwise : oneOf(name, value, symbols);
    }

    private <E extends Enum<E>> E oneOf(String name, JsonNode value, Set<E> symbols) throws BadField {
        for (E symbol : symbols) {
            if (value.isTextual() && symbol.name().equals(value.textValue())) {
                return symbol;
            }
        }
        throw bad(name, value, "one of " + symbols.stream().map(Enum::name).collect(Collectors.joining(", ")));
    }

    /** Epoch milliseconds, or ISO-8601 with an offset, which is cut to milliseconds; has to be there. */
    Instant time(String name) throws BadField {
        JsonNode value = required(name);
        try {
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                return Instant.ofEpochMilli(value.longValue());
            }
            if (value.isTextual()) {
                Instant time =
                        OffsetDateTime.parse(value.textValue()).toInstant().truncatedTo(ChronoUnit.MILLIS);
                // Years that milliseconds cannot count are refused here, not when the record is written
                return Instant.ofEpochMilli(time.toEpochMilli());
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Named below, as is every other value that is no time
        }
        throw bad(name, value, "epoch milliseconds or ISO-8601 with an offset");
    }

    /** An object that has to be there. */
    public <T> T object(String name, Reader<T> reader) throws BadField {
        return nested(name, required(name), reader);
    }

    /** An object. */
    public <T> @Nullable T optionalObject(String name, Reader<T> reader) throws BadField {
        JsonNode value = optional(name);
        return value == null ? null : nested(name, value, reader);
    }

    /** A list of objects that has to be there. */
    <T> List<T> objects(String name, Reader<T> reader) throws BadField {
        return objects(name, required(name), reader);
    }

    /** A list of objects; absent is empty. */
    <T> List<T> optionalObjects(String name, Reader<T> reader) throws BadField {
        JsonNode value = optional(name);
        return value == null ? List.of() : objects(name, value, reader);
    }

    private <T> List<T> objects(String name, JsonNode value, Reader<T> reader) throws BadField {
        requireList(name, value);
        List<T> records = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            records.add(nested(name + "[" + i + "]", value.get(i), reader));
        }
        return records;
    }

    /** A list of strings that has to be there. */
    public List<String> texts(String name) throws BadField {
        return texts(name, required(name));
    }

    /** A list of strings; absent is empty. */
    List<String> optionalTexts(String name) throws BadField {
        JsonNode value = optional(name);
        return value == null ? List.of() : texts(name, value);
    }

    private List<String> texts(String name, JsonNode value) throws BadField {
        requireList(name, value);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            texts.add(string(name + "[" + i + "]", value.get(i)));
        }
        return texts;
    }

    private void requireList(String name, JsonNode value) throws BadField {
        if (!value.isArray()) {
            throw bad(name, value, "a list");
        }
    }

    private <T> T nested(String name, JsonNode value, Reader<T> reader) throws BadField {
        if (!value.isObject()) {
            throw bad(name, value, "an object");
        }
        JsonFields fields = new JsonFields(value, path + name + ".");
        T result = reader.read(fields);
        fields.refuseOthers();
        return result;
    }

    /** Every field must have been read by now. */
    void refuseOthers() throws BadField {
        List<String> others = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                others.add(name);
            }
        });
        if (!others.isEmpty()) {
            throw new BadField(path + shown(others.getFirst()), "is no field here");
        }
    }

    private JsonNode required(String name) throws BadField {
        JsonNode value = optional(name);
        if (value == null) {
            throw new BadField(path + name, "is missing");
        }
        return value;
    }

    private @Nullable JsonNode optional(String name) {
        read.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private BadField bad(String name, JsonNode value, String expected) {
        return new BadField(path + name, "is " + shown(value.toString()) + ", not " + expected);
    }

    private static String shown(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
