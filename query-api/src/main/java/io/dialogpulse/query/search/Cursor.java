package io.dialogpulse.query.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.dialogpulse.metrics.DialogRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted list: after the row with these sort keys. As text it also carries a fingerprint of the filters
 * and the sorting it belongs to.
 *
 * @param keys one per column of the sort: {@code Long}, {@code String}, or null for an absent value
 */
public record Cursor(List<@Nullable Object> keys) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FINGERPRINT_BYTES = 12;

    public Cursor {
        // List.copyOf refuses the nulls that absent values are
        keys = Collections.unmodifiableList(new ArrayList<>(keys));
    }

    /** The place after this row. */
    public static Cursor after(DialogRow row, Sort sort) {
        List<@Nullable Object> keys = new ArrayList<>();
        sort.orders().forEach(order -> keys.add(order.column().sortKeyIn(row)));
        return new Cursor(keys);
    }

    /** The cursor as the API hands it out. */
    String encode(Filter filter, Sort sort) {
        ArrayNode content = JSON.createArrayNode().add(fingerprint(filter, sort));
        for (Object key : keys) {
            switch (key) {
                case null -> content.addNull();
                case Long number -> content.add(number);
                default -> content.add(key.toString());
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(content));
    }

    /** Reads what {@link #encode} wrote; what is wrong goes to {@code errors}. */
    static Optional<Cursor> decode(String text, Filter filter, Sort sort, List<FieldError> errors) {
        JsonNode content;
        try {
            content = JSON.readTree(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException | IOException e) {
            content = JSON.nullNode();
        }
        if (!content.isArray() || content.isEmpty()) {
            errors.add(new FieldError("cursor", "is none that this API has handed out"));
            return Optional.empty();
        }
        if (!content.get(0).asText().equals(fingerprint(filter, sort))) {
            errors.add(new FieldError("cursor", "belongs to other filters or another sorting"));
            return Optional.empty();
        }
        Optional<Cursor> cursor = keys(content, sort);
        if (cursor.isEmpty()) {
            errors.add(new FieldError("cursor", "is none that this API has handed out"));
        }
        return cursor;
    }

    private static Optional<Cursor> keys(JsonNode content, Sort sort) {
        if (content.size() != sort.orders().size() + 1) {
            return Optional.empty();
        }
        List<@Nullable Object> keys = new ArrayList<>();
        for (int i = 0; i < sort.orders().size(); i++) {
            JsonNode key = content.get(i + 1);
            boolean number = sort.orders().get(i).column().sortsByNumber();
            if (key.isNull()) {
                keys.add(null);
            } else if (number && key.isIntegralNumber() && key.canConvertToLong()) {
                keys.add(key.longValue());
            } else if (!number && key.isTextual()) {
                keys.add(key.textValue());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Cursor(keys));
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
