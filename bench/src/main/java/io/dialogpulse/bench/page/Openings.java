package io.dialogpulse.bench.page;

import com.microsoft.playwright.BrowserContext;
import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One address, opened again and again: by browsers that have never been there, and by the same a second time. */
public final class Openings {
    private static final double KIBIBYTE = 1024;

    private final String title;
    private final String address;
    private final String selector;
    private final List<Visit> first = new ArrayList<>();
    private final List<Visit> second = new ArrayList<>();

    /**
     * @param title for the report
     * @param selector of what is to be on screen, in CSS
     */
    public Openings(String title, String address, String selector) {
        this.title = title;
        this.address = address;
        this.selector = selector;
    }

    /** Opens it twice in a new browser. */
    public void open(Chromium chromium) throws IOException {
        try (BrowserContext newcomer = chromium.newcomer()) {
            first.add(Visit.to(address, selector, newcomer));
            second.add(Visit.to(address, selector, newcomer));
        }
    }

    /** What all of them came to. */
    public static Table report(List<Openings> all) {
        Table table = new Table(
                "from navigation until on screen, p50 / p95 / max ms",
                "first visit",
                "second visit",
                "scripts, KiB over the wire",
                "second visit");
        all.forEach(opened -> table.row(
                opened.title,
                millis(opened.first),
                millis(opened.second),
                scripts(opened.first),
                scripts(opened.second)));
        return table;
    }

    private static String millis(List<Visit> visits) {
        return new Spread(visits.stream().map(Visit::millis).toList()).quantiles("%,.0f", 0.5, 0.95, 1);
    }

    private static String scripts(List<Visit> visits) {
        int most = visits.stream().mapToInt(Visit::scriptBytes).max().orElseThrow();
        return String.format(Locale.ROOT, "%,.0f", most / KIBIBYTE);
    }
}
