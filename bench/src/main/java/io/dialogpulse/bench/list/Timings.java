package io.dialogpulse.bench.list;

import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times of both sides under one kind of load. */
final class Timings {
    private final String load;
    private final Map<ListQuery, List<Double>> ours = new EnumMap<>(ListQuery.class);
    private final Map<ListQuery, List<Double>> theirs = new EnumMap<>(ListQuery.class);

    /** @param load in words, for the head of the table */
    Timings(String load) {
        this.load = load;
    }

    void addOurs(ListQuery query, List<Double> millis) {
        ours.computeIfAbsent(query, _ -> new ArrayList<>()).addAll(millis);
    }

    void addTheirs(ListQuery query, List<Double> millis) {
        theirs.computeIfAbsent(query, _ -> new ArrayList<>()).addAll(millis);
    }

    @Override
    public String toString() {
        Table table = new Table(
                load + "; ms p50 / p95 / p99", "Dialog Pulse", "PostgreSQL", "ratio p50", "ratio p95", "answers");
        ours.forEach((query, millis) -> {
            Spread one = new Spread(millis);
            Spread other = new Spread(theirs.getOrDefault(query, List.of()));
            table.row(
                    query.title(),
                    quantiles(one),
                    quantiles(other),
                    ratio(one, other, 0.5),
                    ratio(one, other, 0.95),
                    String.format(Locale.ROOT, "%,d / %,d", one.count(), other.count()));
        });
        return table.toString();
    }

    private static String quantiles(Spread millis) {
        return number(millis.quantile(0.5)) + " / " + number(millis.quantile(0.95)) + " / "
                + number(millis.quantile(0.99));
    }

    private static String ratio(Spread one, Spread other, double share) {
        return number(other.quantile(share) / one.quantile(share)) + "×";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
