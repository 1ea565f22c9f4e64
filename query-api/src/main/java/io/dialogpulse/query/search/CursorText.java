package io.dialogpulse.query.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cursor as the API hands it out: with the moment its list calls now, and a fingerprint of the filters and the
 * sorting it belongs to.
 */
record CursorText(Instant now, String fingerprint, List<JsonNode> keys) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FINGERPRINT_BYTES = 12;
    private static final int KEYS_FROM = 2;
    private static final long LATEST_MILLIS = 9_999_999_999_999L;
    private static final FieldError FOREIGN = new FieldError("cursor", "is none that this API has handed out");

    static String encode(Cursor cursor, Instant now, Filter filter, Sort sort) {
        ArrayNode content =
                JSON.createArrayNode().add(fingerprint(filter, sort)).add(now.toEpochMilli());
        for (Object key : cursor.keys()) {
            switch (key) {
                case null -> content.addNull();
                case Long number -> content.add(number);
                default -> content.add(key.toString());
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(content));
    }

    /** Reads what {@link #encode} wrote, up to what can be said before the request is understood. */
    static Optional<CursorText> decode(String text, List<FieldError> errors) {
        try {
            JsonNode content = JSON.readTree(Base64.getUrlDecoder().decode(text));
            if (content.isArray() && content.size() > KEYS_FROM && isMoment(content.get(1))) {
                List<JsonNode> all = new ArrayList<>();
                content.forEach(all::add);
                return Optional.of(new CursorText(
                        Instant.ofEpochMilli(content.get(1).longValue()),
                        content.get(0).asText(),
                        all.subList(KEYS_FROM, all.size())));
            }
        } catch (IllegalArgumentException | IOException e) {
            // Said below, as for anything else that is no cursor
        }
        errors.add(FOREIGN);
        return Optional.empty();
    }

    private static boolean isMoment(JsonNode millis) {
        return millis.isIntegralNumber()
                && millis.canConvertToLong()
                && millis.longValue() >= 0
                && millis.longValue() <= LATEST_MILLIS;
    }

    /** The place in this list, if it is the one that the cursor belongs to. */
    Optional<Cursor> within(Filter filter, Sort sort, List<FieldError> errors) {
        if (!fingerprint.equals(fingerprint(filter, sort))) {
            errors.add(new FieldError("cursor", "belongs to other filters or another sorting"));
            return Optional.empty();
        }
        Optional<Cursor> cursor = keysOf(sort).map(Cursor::new);
        if (cursor.isEmpty()) {
            errors.add(FOREIGN);
        }
        return cursor;
    }

    private Optional<List<@Nullable Object>> keysOf(Sort sort) {
        if (keys.size() != sort.orders().size()) {
            return Optional.empty();
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            JsonNode key = keys.get(i);
            boolean number = sort.orders().get(i).column().sortsByNumber();
            if (key.isNull()) {
                values.add(null);
            } else if (number && key.isIntegralNumber() && key.canConvertToLong()) {
                values.add(key.longValue());
            } else if (!number && key.isTextual()) {
                values.add(key.textValue());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static String fingerprint(Filter filter, Sort sort) {
        String scope = filter + " " + sort;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(scope.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, FINGERPRINT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] bytes(ArrayNode content) {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
        }
    }
}
