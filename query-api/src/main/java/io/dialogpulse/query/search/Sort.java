package io.dialogpulse.query.search;

import io.dialogpulse.metrics.DialogRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The order of the rows: by columns, nulls last in both directions. The last column is always {@code dialogId}, so that
 * no two rows tie.
 */
public record Sort(List<Order> orders) {
    /** The last to have been written in comes first. */
    public static final Sort DEFAULT = of(List.of(new Order(Column.LAST_MESSAGE_AT, true)));

    /** One column and its direction. */
    public record Order(Column column, boolean descending) {
        @Override
        public String toString() {
            return (descending ? "-" : "") + column.apiName();
        }
    }

    private static Sort of(List<Order> asked) {
        List<Order> orders = new ArrayList<>();
        for (Order order : asked) {
            orders.add(order);
            if (order.column() == Column.DIALOG_ID) {
                return new Sort(List.copyOf(orders));
            }
        }
        orders.add(new Order(Column.DIALOG_ID, false));
        return new Sort(List.copyOf(orders));
    }

    /** Reads {@code -lastMessageAt,number}; what is wrong goes to {@code errors}. */
    static Sort parse(String text, List<FieldError> errors) {
        List<Order> orders = new ArrayList<>();
        Set<Column> seen = EnumSet.noneOf(Column.class);
        for (String part : text.split(",", -1)) {
            boolean descending = part.startsWith("-");
            String name = descending ? part.substring(1) : part;
            Column.named(name)
                    .ifPresentOrElse(
                            column -> {
                                if (seen.add(column)) {
                                    orders.add(new Order(column, descending));
                                } else {
                                    errors.add(new FieldError("sort", "names " + name + " twice"));
                                }
                            },
                            () -> errors.add(new FieldError("sort", "names no column: \"" + name + "\"")));
        }
        return of(orders);
    }

    /** Compares rows by this order, as the index does. */
    public Comparator<DialogRow> comparator() {
        return orders.stream()
                .map(Sort::comparator)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static Comparator<DialogRow> comparator(Order order) {
        Comparator<Object> values = order.column()::compareKeys;
        return Comparator.comparing(
                order.column()::sortKeyIn, Comparator.nullsLast(order.descending() ? values.reversed() : values));
    }

    @Override
    public String toString() {
        return orders.stream().map(Order::toString).collect(Collectors.joining(","));
    }
}
