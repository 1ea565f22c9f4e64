package io.dialogpulse.bench.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Repeated measurements of one thing. */
public final class Spread {
    private final List<Double> sorted;

    /** @throws IllegalArgumentException if there are none */
    public Spread(Collection<Double> measurements) {
        if (measurements.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = measurements.stream().sorted().toList();
    }

    /** The value below which that share of the measurements lies, nearest rank; 0.5 is the median. */
    public double quantile(double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
    }

    /**
     * Some quantiles, e.g. {@code 120 / 430}.
     *
     * @param format of one value, e.g. {@code %,.0f}
     */
    public String quantiles(String format, double... shares) {
        return DoubleStream.of(shares)
                .mapToObj(share -> String.format(Locale.ROOT, format, quantile(share)))
                .collect(Collectors.joining(" / "));
    }

    /** How many there are. */
    public int count() {
        return sorted.size();
    }

    /** The largest. */
    public double max() {
        return sorted.getLast();
    }

    /**
     * Median, least and most, e.g. {@code 31,000 (29,500–33,100)}.
     *
     * @param format of one value, e.g. {@code %,.0f}
     */
    public String show(String format) {
        String pattern = format + " (" + format + "–" + format + ")";
        return String.format(Locale.ROOT, pattern, quantile(0.5), sorted.getFirst(), sorted.getLast());
    }
}
