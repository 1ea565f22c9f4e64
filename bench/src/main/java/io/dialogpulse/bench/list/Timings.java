package io.dialogpulse.bench.list;

import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times of both sides under one kind of load. */
final class Timings<K extends Kind> {
    private final String load;
    private final Map<K, Times> times = new LinkedHashMap<>();

    /** Milliseconds of each answer. */
    private record Times(List<Double> ours, List<Double> theirs) {}

    /** @param load in words, for the head of the table */
    Timings(String load) {
        this.load = load;
    }

    void add(K kind, List<Double> ours, List<Double> theirs) {
        Times all = times.computeIfAbsent(kind, _ -> new Times(new ArrayList<>(), new ArrayList<>()));
        all.ours().addAll(ours);
        all.theirs().addAll(theirs);
    }

    @Override
    public String toString() {
        Table table = new Table(
                load + "; ms p50 / p95 / p99", "Dialog Pulse", "PostgreSQL", "ratio p50", "ratio p95", "answers");
        times.forEach((kind, millis) -> {
            Spread one = new Spread(millis.ours());
            Spread other = new Spread(millis.theirs());
            table.row(
                    kind.title(),
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
