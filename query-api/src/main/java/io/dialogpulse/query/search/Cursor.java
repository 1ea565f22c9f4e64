package io.dialogpulse.query.search;

import io.dialogpulse.metrics.DialogRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted list: after the row with these sort keys.
 *
 * @param keys one per column of the sort: {@code Long}, {@code String}, or null for an absent value
 */
public record Cursor(List<@Nullable Object> keys) {
    public Cursor {
        // List.copyOf refuses the nulls that absent values are; JSON between instances has no Long
        List<@Nullable Object> copy = new ArrayList<>(keys);
        copy.replaceAll(key -> key instanceof Number number ? (Object) number.longValue() : key);
        keys = Collections.unmodifiableList(copy);
    }

    /** The place after this row. */
    public static Cursor after(DialogRow row, Sort sort) {
        List<@Nullable Object> keys = new ArrayList<>();
        sort.orders().forEach(order -> keys.add(order.column().sortKeyIn(row)));
        return new Cursor(keys);
    }
}
