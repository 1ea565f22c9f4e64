package io.dialogpulse.query.reference;

import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DialogRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rows hold, by the names of the schema. */
final class Rows {
    private Rows() {}

    static @Nullable Object value(DialogRow row, String field) {
        return row.get(DialogRow.getClassSchema().getField(field).pos());
    }

    /** As filters write it. */
    static @Nullable String text(DialogRow row, String field) {
        Object value = value(row, field);
        return value == null ? null : value.toString();
    }

    /** Numbers, and times in milliseconds. */
    static @Nullable Long number(DialogRow row, String field) {
        return switch (value(row, field)) {
            case null -> null;
            case Instant time -> time.toEpochMilli();
            case Number number -> number.longValue();
            case Object other -> throw new IllegalArgumentException(field + " holds " + other);
        };
    }

    /** What a list column sorts by. */
    static @Nullable String first(List<?> list) {
        return switch (list.isEmpty() ? null : list.getFirst()) {
            case null -> null;
            case CrmLink link -> link.getType() + " " + link.getId();
            case Object other -> other.toString();
        };
    }
}
