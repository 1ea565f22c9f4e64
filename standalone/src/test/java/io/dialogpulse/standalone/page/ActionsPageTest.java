package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Each test has a line with five dialogs of its own: one is closed. */
class ActionsPageTest extends PageTest {
    private String line;

    @BeforeEach
    void publish(TestInfo test) throws Exception {
        line = test.getTestMethod().orElseThrow().getName();
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.add(PageEvents.opened(line + "-" + i, line, i, "Acted on " + i));
            events.add(PageEvents.message(line + "-" + i, i, "CLIENT", "Where is it?"));
        }
        events.add(PageEvents.event(
                line + "-3",
                6,
                Map.of("type", "accepted", "operator", Map.of("id", "op-06", "name", "Ольга Соколова"))));
        events.add(PageEvents.event(line + "-4", 7, Map.of("type", "closed")));
        events.add(PageEvents.opened(line + "-elsewhere", line + "-elsewhere", 8, "Elsewhere"));
        SharedPage.publish(line, 5, events);
    }

    @Test
    void shouldCloseAllThatMatchAndNameThoseThatWereNotActive() {
        go("sort=createdAt&line=" + line);
        assertThat(rows()).hasCount(5);
        page.locator("input.all").check();
        assertThat(page.locator("#bulk")).containsText("5 selected");

        bulk("close");
        assertThat(page.locator("dialog")).containsText("Close 5 dialogs?");
        confirm();

        assertThat(toast()).containsText("4 closed · 1 was not active any more");
        assertThat(page.locator("#bulk")).containsText("1 selected");
        assertThat(page.locator("#statuses button[value=CLOSED] .count")).hasText("5");
        toast().getByText("Which ones").click();
        assertThat(page.locator("dialog")).containsText(line + "-4");
        assertThat(page.locator("dialog")).containsText("not active any more");
    }

    @Test
    void shouldActOnFilteredRowsOnly() {
        go("sort=createdAt&operator=none&line=" + line);
        assertThat(rows()).hasCount(4);
        rows().first().locator("input").check();
        button("Select 4").click();
        assertThat(page.locator("#bulk")).containsText("4 selected");

        bulk("spam");
        confirm();
        assertThat(toast()).containsText("3 closed as spam");

        page.locator("[aria-label='Remove the filter: Operator']").click();
        assertThat(rows()).hasCount(5);
        assertThat(page.locator(".pill[data-status=SPAM]")).hasCount(3);
        assertThat(cell(3, "detailedStatus")).hasText("Accepted");
    }

    @Test
    void shouldTransferToAnOperatorAndShowWhoDidIt() {
        go("sort=createdAt&line=" + line);
        rows().first().locator(".more button").click();
        menu("Transfer").click();
        page.locator("dialog select").selectOption("op-06");
        confirm();

        assertThat(toast()).containsText("1 transferred");
        assertThat(cell(0, "operatorName")).hasText("Ольга Соколова");
        assertThat(cell(0, "detailedStatus")).hasText("Queued");
        cell(0, "clientName").click();
        assertThat(history().locator(".change").last()).containsText("Transferred to Ольга Соколова · by local");
    }

    @Test
    void shouldTransferToALineByItsId() {
        go("sort=createdAt&line=" + line);
        rows().first().locator("input").check();
        bulk("transfer");
        page.locator("dialog input[value=line]").check();
        page.locator("dialog select").selectOption("");
        confirm();
        assertThat(page.locator("dialog .wrong")).hasText("Say to whom.");
        page.locator("dialog input[name=other]").fill(line + "-elsewhere");
        confirm();

        assertThat(toast()).containsText("1 transferred");
        assertThat(total()).hasText("4 dialogs");
    }

    @Test
    void shouldTransferToAnOperatorWhomNoDialogHasNamedYet() {
        go("sort=createdAt&line=" + line);
        rows().first().locator(".more button").click();
        menu("Transfer").click();
        page.locator("dialog select").selectOption("");
        page.locator("dialog input[name=other]").fill("op-new");
        page.locator("dialog input[name=otherName]").fill("Новый Оператор");
        confirm();

        assertThat(toast()).containsText("1 transferred");
        assertThat(cell(0, "operatorName")).hasText("Новый Оператор");
    }

    @Test
    void shouldTryOnceMoreUnderTheSameKeyWhenNoAnswerCame() {
        List<String> keys = new ArrayList<>();
        page.route("**/api/v1/dialogs/actions", route -> {
            keys.add(route.request().headers().get("idempotency-key"));
            if (keys.size() == 1) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        go("sort=createdAt&line=" + line);
        rows().first().locator("input").check();
        bulk("close");
        confirm();

        assertThat(toast()).containsText("1 closed");
        assertThat(keys).hasSize(2).doesNotContainNull();
        assertThat(Set.copyOf(keys)).hasSize(1);
        expectTrouble("net::ERR_");
    }

    @Test
    void shouldActFromTheHistoryToo() {
        go("line=" + line + "&dialog=" + line + "-2");
        history().locator("[aria-label=Actions]").click();
        assertThat(menu("Open in telegram")).hasAttribute("href", "https://chat.example/client-of-" + line + "-2");
        menu("Close dialog").click();
        confirm();

        assertThat(history().locator(".facts .pill")).hasText("Closed");
        assertThat(history().locator(".change").last()).containsText("Closed · by local");
    }

    @Test
    void shouldReviewADialog() {
        go("line=" + line + "&dialog=" + line + "-4");
        history().locator(".stars input[value='4']").check();
        history().locator("textarea").fill("Kind, <b>but</b> slow");
        button("Save review").click();

        assertThat(toast()).containsText("The review is saved.");
        assertThat(history().locator(".change").last()).containsText("Reviewed with 4 ★");
        assertThat(history().locator("blockquote")).hasText("Kind, <b>but</b> slow");
    }

    @Test
    void shouldSayThatACommentIsNotTakenBack() {
        go("line=" + line + "&dialog=" + line + "-4");
        history().locator("textarea").fill("Slow");
        button("Save review").click();
        assertThat(history().locator("blockquote")).hasText("Slow");

        history().locator("textarea").fill(" ");
        button("Save review").click();

        assertThat(toast()).containsText("A comment can be replaced, but not taken back");
        assertThat(history().locator("textarea")).hasValue("Slow");
        assertThat(history().locator("blockquote")).hasCount(1);
    }

    @Test
    void shouldSendOfAReviewOnlyWhatWasChanged() {
        go("line=" + line + "&dialog=" + line + "-4");
        assertThat(history().locator(".review")).isVisible();
        Page other = anotherWindow();
        other.navigate(page.url());
        other.locator("#history .stars input[value='2']").check();
        other.locator("#history .review button").click();
        assertThat(other.locator(".toast")).containsText("The review is saved.");

        assertThat(history().locator(".stars input[value='2']")).isChecked();
        history().locator("textarea").fill("Slow");
        Request request =
                page.waitForRequest("**/review", () -> button("Save review").click());

        assertThat(request.postData()).isEqualTo("{\"comment\":\"Slow\"}");
        assertThat(toast()).containsText("The review is saved.");
        assertThat(other.locator("#history textarea")).hasValue("Slow");
    }

    @Test
    void shouldLetTwoPeopleSeeTheSameAfterBothHaveActed() {
        go("sort=createdAt&line=" + line);
        assertThat(rows()).hasCount(5);
        Page other = anotherWindow();
        other.navigate(page.url());
        assertThat(other.locator(".tabulator-row")).hasCount(5);
        rows().first().locator("input").check();
        bulk("close");
        other.locator(".tabulator-row").first().locator("input").check();
        other.locator("#bulk [data-action=spam]").click();

        confirm();
        other.locator("dialog button[type=submit]").click();

        assertThat(toast()).isVisible();
        assertThat(other.locator(".toast").last()).isVisible();
        // Who was first, the events decide
        Locator mine = cell(0, "detailedStatus");
        assertThat(mine).hasText(Pattern.compile("Closed|Spam"));
        assertThat(other.locator(".tabulator-row").first().locator("[tabulator-field=detailedStatus]"))
                .hasText(mine.innerText());
    }

    @Test
    void shouldOfferOperatorsOnlyWhatTheyMayDo() {
        go("line=" + line);
        page.locator("#account").click();
        popover().locator("[data-user=op-06]").click();

        assertThat(total()).hasText("1 dialog");
        rows().first().locator(".more button").click();
        assertThat(menu("Close dialog")).isVisible();
        assertThat(menu("Erase the client’s data")).hasCount(0);
    }

    private void bulk(String action) {
        page.locator("#bulk [data-action=" + action + "]").click();
    }

    private void confirm() {
        page.locator("dialog button[type=submit]").click();
    }

    private Locator menu(String item) {
        return page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item));
    }
}
