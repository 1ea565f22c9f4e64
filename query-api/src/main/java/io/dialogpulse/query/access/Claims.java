package io.dialogpulse.query.access;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a token says who the caller is: a claim's name, or a path of names with dots into nested claims ({@code
 * realm_access.roles}). A claim of exactly that name comes first.
 */
public record Claims(String user, String name, String department, String role) {
    /** The texts at this path: one, several if the claim is a list, or none. */
    static List<String> texts(Map<String, Object> claims, String path) {
        Object value = claims.containsKey(path) ? claims.get(path) : nested(claims, path);
        Stream<?> values = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
        return values.filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static @Nullable Object nested(Map<String, Object> claims, String path) {
        Object value = claims;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }
}
