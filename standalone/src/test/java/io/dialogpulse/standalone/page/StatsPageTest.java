package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatsPageTest extends PageTest {
    private static final String LINE = "statistics";

    @BeforeAll
    static void publish() throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add(PageEvents.opened("counted-" + i, LINE, i, "Counted " + i));
            events.add(PageEvents.message("counted-" + i, i, "CLIENT", "Where is it?"));
            events.add(PageEvents.message("counted-" + i, 2 * i + 1, "OPERATOR", "Here"));
        }
        SharedPage.publish(LINE, 10, events);
    }

    @Test
    void shouldShowWhatTheFiltersLeave() {
        go("line=statistics");
        page.locator("#tabs a[data-tab=stats]").click();

        assertThat(page).hasURL(Pattern.compile("tab=stats"));
        assertThat(tile("created")).hasText("10");
        // At most one percent off
        assertThat(tile("p50")).hasText(Pattern.compile("4m 5[789]s|5m 0[0-3]s"));
        assertThat(tile("share")).hasText("50%");
        assertThat(page.locator(".chart canvas")).hasCount(5);
        assertThat(table("operators")).containsText("Elena");
        page.locator("#stats-statistic").selectOption("max");
        // 6:00 UTC on a Friday, as Moscow counts
        assertThat(table("hours").locator("tr").nth(5).locator("td").nth(9)).hasText("10m 00s");

        addFilter("firstResponseMs");
        popover().locator("select").first().selectOption("lte");
        popover().locator("input").first().fill("3");
        apply();
        assertThat(tile("created")).hasText("3");
        assertThat(tile("share")).hasText("100%");
    }

    @Test
    void shouldAskForAnotherTimeStatisticAndTarget() {
        go("line=statistics&tab=stats");
        assertThat(tile("share")).hasText("50%");

        page.locator("#stats-within").selectOption("PT1M");
        assertThat(tile("share")).hasText("10%");
        page.locator("#stats-metric").selectOption("startWait");
        page.locator("#stats-statistic").selectOption("max");
        assertThat(table("lines").locator("tbody td").first()).hasText("10m 00s");
    }

    @Test
    void shouldFollowAView() {
        go("line=statistics&view=waiting&tab=stats");

        assertThat(tile("created")).hasText("0");
    }

    @Test
    void shouldLoadChartsOnlyWhenTheyAreLookedAt() {
        List<String> loaded = new ArrayList<>();
        page.onRequest(request -> loaded.add(request.url()));
        go("line=statistics");
        assertThat(rows()).hasCount(10);
        assertThat(loaded).noneMatch(url -> url.contains("echarts"));

        page.locator("#tabs a[data-tab=stats]").click();
        assertThat(page.locator(".chart canvas")).hasCount(5);
        assertThat(loaded).anyMatch(url -> url.contains("echarts"));
    }

    private Locator tile(String name) {
        return page.locator("[data-tile=" + name + "] dd");
    }

    private Locator table(String chart) {
        return page.locator("[data-chart=" + chart + "] table");
    }
}
