package io.dialogpulse.streams;

import io.dialogpulse.core.Columns;
import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DialogRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A published row as the columns that {@link Columns} makes of a dialog. */
public final class RowColumns {
    /** What does not follow from the dialog's own events: the number from their arrival, targets from the line's. */
    public static final Set<String> OTHERS = Set.of("number", "targetMs", "dueAt");

    private RowColumns() {}

    /** Every column that follows from the dialog's events. */
    public static Map<String, Object> of(DialogRow row) {
        Map<String, Object> columns = new TreeMap<>();
        for (Schema.Field field : row.getSchema().getFields()) {
            if (!OTHERS.contains(field.name())) {
                columns.put(field.name(), Columns.normal(plain(row.get(field.pos()))));
            }
        }
        return columns;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> time.toEpochMilli();
            case List<?> list -> list.stream().map(RowColumns::plain).toList();
            case CrmLink link -> {
                Map<String, Object> columns = new TreeMap<>();
                columns.put("type", link.getType().name());
                columns.put("id", link.getId());
                columns.put("url", link.getUrl());
                yield columns;
            }
            default -> value;
        };
    }
}
