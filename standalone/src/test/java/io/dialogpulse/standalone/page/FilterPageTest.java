package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.ListFilter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FilterPageTest extends PageTest {
    private static final String LINE = "filters";

    @BeforeAll
    static void publish() throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add(PageEvents.opened("filtered-" + i, LINE, i, "Filtered " + i));
            events.add(PageEvents.message("filtered-" + i, i, "CLIENT", "Where is it?"));
        }
        for (int i = 0; i < 4; i++) {
            events.add(PageEvents.message("filtered-" + i, 2 * i + 1, "OPERATOR", "Here"));
        }
        events.add(PageEvents.event("filtered-0", 20, Map.of("type", "clientRated", "rating", 5)));
        events.add(PageEvents.event("filtered-1", 20, Map.of("type", "pinned", "pinned", true)));
        events.add(PageEvents.event(
                "filtered-today",
                InstantSource.system().instant(),
                Map.of("type", "opened", "lineId", LINE, "channel", "vk", "client", Map.of("name", "Of today"))));
        SharedPage.publish(LINE, 11, events);
    }

    @Test
    void shouldOfferEveryFilterAndColumnOfTheApi() {
        go("line=filters");
        page.locator("#add-filter").click();
        Set<String> offered = values(popover().locator("button[data-filter]"), "data-filter");
        page.keyboard().press("Escape");
        page.locator("#columns").click();
        Set<String> columns = values(popover().locator("li"), "data-field");

        // Durations are asked for in milliseconds, whichever way they are written
        Set<String> known = ListFilter.all().stream()
                .map(ListFilter::name)
                .filter(name ->
                        !name.equals("q") && ListFilter.named(name + "Ms").isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(offered).isEqualTo(known);
        assertThat(columns)
                .isEqualTo(Arrays.stream(Column.values())
                        .map(Column::apiName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void shouldHaveAnEnglishAndARussianNameForEverything() {
        for (String language : List.of("en", "ru")) {
            go("line=filters&lang=" + language);
            page.locator("#add-filter").click();
            assertThat(popover().locator("button[data-filter]").allInnerTexts())
                    .allSatisfy(name -> assertThat(name).doesNotContain("column.", "filter."));
            page.keyboard().press("Escape");
            page.locator("#columns").click();
            assertThat(popover().locator("li label").allInnerTexts())
                    .allSatisfy(name -> assertThat(name).doesNotContain("column."));
            page.keyboard().press("Escape");
        }
    }

    @Test
    void shouldFilterByValuesThatOccur() {
        go("line=filters");

        addFilter("operator");
        Locator elena = popover().locator("label", new Locator.LocatorOptions().setHasText("Elena"));
        assertThat(elena.locator(".count")).hasText("4");
        assertThat(popover().locator("label").last()).containsText("Nobody");
        elena.locator("input").check();
        apply();

        assertThat(total()).hasText("4 dialogs");
        assertThat(page.locator("#chips")).containsText("Operator Elena");
        assertThat(page).hasURL(Pattern.compile("operator=op"));
    }

    @Test
    void shouldFilterByADurationAndShowTheSameToWhoeverGetsTheLink() {
        go("line=filters");

        addFilter("firstResponseMs");
        popover().locator("select").first().selectOption("gte");
        popover().locator("input").first().fill("3");
        apply();
        assertThat(total()).hasText("2 dialogs");
        assertThat(page.locator("#chips")).containsText("First reply ≥ 3m 00s");

        Page other = anotherWindow();
        other.navigate(page.url());
        assertThat(other.locator("#total")).hasText("2 dialogs");
        assertThat(other.locator("#chips")).containsText("First reply ≥ 3m 00s");
    }

    @Test
    void shouldUnderstandTheApisOwnWayOfWritingDurations() {
        go("line=filters&firstResponse.gte=PT3M");

        assertThat(total()).hasText("2 dialogs");
        assertThat(page.locator("#chips")).containsText("First reply ≥ 3m 00s");
    }

    @Test
    void shouldFilterByTimesFlagsWordsAndMissingValues() {
        go("line=filters");
        addFilter("createdAt");
        apply();
        assertThat(total()).hasText("1 dialog");
        assertThat(page.locator("#chips")).containsText("Created today");
        page.locator("[aria-label='Remove the filter: Created']").click();
        assertThat(total()).hasText("11 dialogs");

        addFilter("pinned");
        apply();
        assertThat(total()).hasText("1 dialog");
        button("Clear").click();
        go("line=filters");

        addFilter("clientName");
        popover().locator("input").fill("filt*");
        apply();
        assertThat(total()).hasText("10 dialogs");

        addFilter("firstResponseMs");
        popover().locator("select").first().selectOption("missing");
        apply();
        assertThat(total()).hasText("6 dialogs");

        page.locator("#chips [data-filter=firstResponseMs]").click();
        popover().locator("select").first().selectOption("exists");
        apply();
        assertThat(total()).hasText("4 dialogs");
    }

    @Test
    void shouldGoBackToTheFiltersBefore() {
        go("line=filters");
        assertThat(total()).hasText("11 dialogs");
        addFilter("clientRating");
        popover().locator("input[value='5']").check();
        apply();
        assertThat(total()).hasText("1 dialog");

        page.goBack();
        assertThat(total()).hasText("11 dialogs");
        page.goForward();
        assertThat(total()).hasText("1 dialog");
    }

    @Test
    void shouldChooseMoveAndRememberColumns() {
        go("line=filters");
        page.locator("#columns").click();
        popover().locator("input[value=clientId]").check();
        popover().locator("input[value=channel]").uncheck();
        popover().locator("[aria-label='Move up: Client']").click();
        page.keyboard().press("Escape");

        assertThat(page.locator(".tabulator-col [tabulator-field=clientId], .tabulator-col[tabulator-field=clientId]"))
                .isVisible();
        assertThat(page.locator("button.sorter").first()).hasText("Client");
        assertThat(page.locator(".tabulator-col[tabulator-field=channel]")).hasCount(0);

        Page other = anotherWindow();
        other.navigate(SharedPage.served().address() + "?line=filters");
        assertThat(other.locator("button.sorter").first()).hasText("Client");
        assertThat(other.locator(".tabulator-col[tabulator-field=clientId]")).isVisible();
    }

    @Test
    void shouldRememberTheWidthOfAColumn() {
        go("line=filters");
        assertThat(rows()).hasCount(11);
        var header = page.locator(".tabulator-col[tabulator-field=channel]").boundingBox();
        page.mouse().move(header.x + header.width - 1, header.y + 20);
        page.mouse().down();
        page.mouse().move(header.x + header.width + 79, header.y + 20, new Mouse.MoveOptions().setSteps(5));
        page.mouse().up();

        page.reload();
        assertThat(rows()).hasCount(11);
        assertThat(page.locator(".tabulator-col[tabulator-field=channel]").boundingBox().width)
                .isGreaterThan(header.width + 50);
    }

    @Test
    void shouldSaveEditAndDeleteAView() {
        go("line=filters&operator=op&sort=number");
        assertThat(total()).hasText("4 dialogs");
        page.locator("#views").click();
        button("Save as a view").click();
        page.locator("dialog input[name=name]").fill("Answered by Елена");
        page.locator("dialog button[type=submit]").click();

        assertThat(page.locator("#views")).containsText("Answered by Елена");
        assertThat(page).hasURL(Pattern.compile("view=Answered"));
        assertThat(total()).hasText("4 dialogs");
        assertThat(page.locator("#chips .chip")).hasCount(0);

        page.reload();
        assertThat(total()).hasText("4 dialogs");
        assertThat(page.locator("[aria-sort=ascending]")).containsText("№");

        page.locator("#views").click();
        page.locator("[aria-label='Change the filters of “Answered by Елена”']").click();
        assertThat(page.locator("#chips .chip")).hasCount(2);
        assertThat(total()).hasText("4 dialogs");

        page.locator("#views").click();
        page.locator("[aria-label='Delete the view: Answered by Елена']").click();
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).hasCount(0);
        page.locator("#views").click();
        assertThat(popover()).not().containsText("Елена");
    }

    @Test
    void shouldAskTheBuiltInViewsAndMore() {
        go("");
        page.locator("#views").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Waiting for an answer"))
                .click();
        assertThat(page).hasURL(Pattern.compile("view=waiting"));
        assertThat(page.locator("[aria-sort=descending]")).containsText("Waiting");

        addFilter("line");
        popover().locator("input[value=filters]").check();
        apply();

        assertThat(total()).hasText("6 dialogs");
    }

    private static Set<String> values(Locator nodes, String attribute) {
        return nodes.all().stream()
                .map(node -> node.getAttribute(attribute))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
