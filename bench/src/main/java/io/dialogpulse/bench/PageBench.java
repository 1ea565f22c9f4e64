package io.dialogpulse.bench;

import com.microsoft.playwright.BrowserContext;
import io.dialogpulse.bench.load.DialogLoad;
import io.dialogpulse.bench.load.Filling;
import io.dialogpulse.bench.page.Chromium;
import io.dialogpulse.bench.page.Openings;
import io.dialogpulse.bench.page.Visit;
import io.dialogpulse.bench.report.Machine;
import io.dialogpulse.bench.report.Spread;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From navigation to the first rows on screen. The peers are the answer with the same rows, opened by the same browser
 * as it is, and fetched without a browser: neither has scripts or a table.
 */
@Command(
        name = "page",
        description =
                "Measures how soon the page shows its first rows in a real Chromium, and how large its scripts are,"
                        + " beside the same rows without the page. What is promised: first rows within a second, and no more than"
                        + " 600 KiB of scripts without charts.")
final class PageBench implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int WARM_UPS = 2;
    private static final String FIRST_ROW = ".tabulator-row .tabulator-cell";

    @Option(
            names = "--dialogs",
            defaultValue = "100000",
            description = "How many dialogs, a few more in fact (${DEFAULT-VALUE}).")
    private int dialogs;

    @Option(names = "--rounds", defaultValue = "20", description = "How often everything is opened (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--partitions", defaultValue = "12", description = "Partitions of each topic (${DEFAULT-VALUE}).")
    private int partitions;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws Exception {
        try (Chromium chromium = Chromium.start();
                Workbench bench = Workbench.open(partitions);
                Apps apps = Apps.start(bench, Map.of())) {
            System.out.println(
                    Machine.describe() + "; broker, registry, both apps and " + chromium.describe() + " share it");
            apps.awaitReady();
            fill(bench, apps);
            String rows = rowsRequest(chromium, apps);
            measure(openings(apps, rows), apps, rows, chromium, WARM_UPS);
            List<Openings> openings = openings(apps, rows);
            List<Double> fetched = measure(openings, apps, rows, chromium, rounds);
            System.out.println(Openings.report(openings));
            System.out.printf(
                    "%nthe same rows by HTTP without a browser, p50 / p95 / max ms: %s%n",
                    new Spread(fetched).quantiles("%.1f", 0.5, 0.95, 1));
        }
        return 0;
    }

    private void fill(Workbench bench, Apps apps) throws InterruptedException {
        Filling filling =
                Filling.publish(bench.settings(), "d", (long) dialogs * DialogLoad.EVENTS_A_DIALOG, clock.instant());
        apps.query().await("all dialogs in the list", LIMIT, () -> apps.list().total() == filling.dialogs());
        System.out.printf(Locale.ROOT, "%,d dialogs%n", filling.dialogs());
    }

    /** What the page asks for its first rows, without the host. */
    private static String rowsRequest(Chromium chromium, Apps apps) throws IOException {
        try (BrowserContext browser = chromium.newcomer()) {
            return Visit.to(apps.address() + "/", FIRST_ROW, browser)
                    .requested("/api/v1/dialogs?")
                    .substring(apps.address().length());
        }
    }

    private static List<Openings> openings(Apps apps, String rows) {
        return List.of(
                new Openings("the page: first rows", apps.address() + "/", FIRST_ROW),
                new Openings("its statistics: first chart", apps.address() + "/?tab=stats", ".chart canvas"),
                new Openings("the same rows as JSON", apps.address() + rows, "pre"));
    }

    /** Opens everything in turn; how many milliseconds it took each time to fetch the rows without a browser. */
    private static List<Double> measure(List<Openings> openings, Apps apps, String rows, Chromium chromium, int rounds)
            throws IOException {
        List<Double> fetched = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Openings opened : openings) {
                opened.open(chromium);
            }
            long begin = System.nanoTime();
            apps.list().json(rows);
            fetched.add((System.nanoTime() - begin) / 1e6);
        }
        return fetched;
    }
}
