package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the whole page: accessible, small, closed to strangers' scripts, and there again after an outage. */
class PageQualityTest extends PageTest {
    private static final String LINE = "quality";
    private static final int SCRIPTS_MAX_BYTES = 600 * 1024;

    private static String axe;

    @BeforeAll
    static void publish() throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            events.add(PageEvents.opened("looked-at-" + i, LINE, i, "Looked at " + i));
            events.add(PageEvents.message("looked-at-" + i, i, "CLIENT", "Where is it?"));
        }
        events.add(PageEvents.message("looked-at-0", 7, "OPERATOR", "Here"));
        events.add(PageEvents.event("looked-at-1", 8, Map.of("type", "closed", "spam", true)));
        events.add(PageEvents.event("looked-at-2", 8, Map.of("type", "closed")));
        SharedPage.publish(LINE, 6, events);
        try (InputStream script = PageQualityTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void shouldBeAccessible(ColorScheme scheme) {
        openBrowser(english().setColorScheme(scheme));
        go("line=quality&dialog=looked-at-0");
        assertThat(rows()).hasCount(6);
        assertThat(history().locator(".message")).hasCount(2);
        rows().first().locator("input").check();
        requireAccessible("list, selection and history");

        page.keyboard().press("Escape");
        page.locator("#add-filter").click();
        requireAccessible("fields to filter by");
        page.keyboard().press("Escape");
        page.locator("#columns").click();
        requireAccessible("columns");
        page.keyboard().press("Escape");
        page.locator("#bulk [data-action=transfer]").click();
        requireAccessible("transfer");
        page.keyboard().press("Escape");

        go("line=quality&tab=stats");
        assertThat(page.locator(".chart canvas")).hasCount(5);
        requireAccessible("statistics");
    }

    @Test
    void shouldLoadNoMoreScriptThanItsBudget() {
        List<Response> scripts = new ArrayList<>();
        page.onResponse(response -> {
            if (response.request().resourceType().equals("script")) {
                scripts.add(response);
            }
        });
        go("line=quality");
        assertThat(rows()).hasCount(6);

        int bytes = scripts.stream()
                .mapToInt(script -> script.request().sizes().responseBodySize)
                .sum();
        assertThat(scripts).hasSizeGreaterThan(20);
        assertThat(scripts)
                .allSatisfy(script -> assertThat(script.headers())
                        .as(script.url())
                        .satisfies(headers -> assertThat(headers.get("content-security-policy"))
                                .startsWith("default-src 'self'")));
        assertThat(bytes).isBetween(50_000, SCRIPTS_MAX_BYTES);
    }

    @Test
    void shouldHaveNothingInline() {
        go("line=quality");
        Object inline = page.evaluate(
                "[...document.scripts].filter(s => !s.src).length + document.querySelectorAll('style').length");

        assertThat(((Number) inline).intValue()).isZero();
    }

    @Test
    void shouldSayThatTheServerIsAwayAndRecover() throws Exception {
        go("line=quality");
        assertThat(rows()).hasCount(6);
        SharedPage.served().stopServing();
        try {
            assertThat(page.locator("#problem")).containsText("The server does not answer.");
            assertThat(page.locator("#live")).hasAttribute("data-state", "off");
            assertThat(rows()).hasCount(6);
        } finally {
            SharedPage.served().serveAgain();
        }
        SharedPage.served().awaitReady();
        SharedPage.served().post(List.of(PageEvents.event("looked-at-5", 20, Map.of("type", "closed"))));

        page.locator("#problem").waitFor(hiddenWithin(60_000));
        assertThat(page.locator("#live")).hasAttribute("data-state", "on");
        assertThat(rows().filter(new Locator.FilterOptions().setHasText("Looked at 5")))
                .containsText("Closed");
        // The browser itself reports every request that it could not make
        expectTrouble("net::ERR_");
        expectTrouble("503");
    }

    private static Locator.WaitForOptions hiddenWithin(double millis) {
        return new Locator.WaitForOptions()
                .setState(WaitForSelectorState.HIDDEN)
                .setTimeout(millis);
    }

    /** Fails with what is serious about the page as it is now. */
    private void requireAccessible(String what) {
        page.evaluate(axe);
        Object found = page.evaluate("""
                async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                  .filter(v => ['serious', 'critical'].includes(v.impact))
                  .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | '))
                """);
        assertThat((List<?>) found).as(what).isEmpty();
    }
}
