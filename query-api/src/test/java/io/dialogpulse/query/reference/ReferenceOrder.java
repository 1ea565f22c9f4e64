package io.dialogpulse.query.reference;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import io.dialogpulse.metrics.DialogRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order of {@code sort=-lastMessageAt,clientName}: nulls last in both directions, ties by dialogId. */
final class ReferenceOrder {
    private static final Collator NAMES = names();
    private static final Set<String> NAMED = Set.of("clientName", "operatorName", "lineName", "managerComment");

    private ReferenceOrder() {}

    private static Collator names() {
        Collator collator = Collator.getInstance(ULocale.ROOT);
        collator.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
        return collator.freeze();
    }

    static Comparator<DialogRow> of(String sort) {
        Comparator<DialogRow> order = null;
        for (String part : sort.split(",", -1)) {
            Comparator<DialogRow> next = part.startsWith("-") ? by(part.substring(1), -1) : by(part, 1);
            order = order == null ? next : order.thenComparing(next);
        }
        Comparator<DialogRow> ties = by("dialogId", 1);
        return order == null ? ties : order.thenComparing(ties);
    }

    private static Comparator<DialogRow> by(String field, int sign) {
        return (one, other) -> {
            Object left = key(one, field);
            Object right = key(other, field);
            return left == null || right == null
                    ? Boolean.compare(left == null, right == null)
                    : sign * compare(field, left, right);
        };
    }

    private static @Nullable Object key(DialogRow row, String field) {
        Object value = Rows.value(row, field);
        return value instanceof List<?> list ? Rows.first(list) : value;
    }

    private static int compare(String field, Object left, Object right) {
        if (left instanceof Number || left instanceof Instant) {
            @SuppressWarnings("unchecked")
            Comparable<Object> comparable = (Comparable<Object>) left;
            return Integer.signum(comparable.compareTo(right));
        }
        return NAMED.contains(field)
                ? NAMES.compare(left.toString(), right.toString())
                : Integer.signum(Arrays.compare(
                        left.toString().codePoints().toArray(),
                        right.toString().codePoints().toArray()));
    }
}
