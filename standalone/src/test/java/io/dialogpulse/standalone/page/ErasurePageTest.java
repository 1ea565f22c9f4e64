package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test has a line with two dialogs of one client and one of another. */
class ErasurePageTest extends PageTest {
    private static final String ERASE = "Erase the client’s data";
    private static final String NAME = "Анна <b>К.</b>";

    private String line;
    private String client;

    @BeforeEach
    void publish(TestInfo test) throws Exception {
        line = test.getTestMethod().orElseThrow().getName()
                + test.getDisplayName().hashCode();
        client = "erased/" + line;
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String dialog = line + "-" + i;
            events.add(PageEvents.event(
                    dialog,
                    i,
                    Map.of(
                            "type",
                            "opened",
                            "lineId",
                            line,
                            "channel",
                            "vk",
                            "client",
                            Map.of("id", client, "name", NAME))));
            events.add(PageEvents.event(
                    dialog,
                    i,
                    Map.of(
                            "type",
                            "message",
                            "text",
                            "My address is 5 Elm St",
                            "author",
                            Map.of("role", "CLIENT", "id", client))));
            events.add(PageEvents.event(
                    dialog,
                    i,
                    Map.of("type", "accepted", "operator", Map.of("id", "op-06", "name", "Ольга Соколова"))));
        }
        events.add(PageEvents.opened(line + "-2", line, 2, "Somebody else"));
        SharedPage.publish(line, 3, events);
    }

    @Test
    void shouldEraseWhatIsKnownOfAClientAndKeepTheNumbers() {
        open();
        cell(0, "clientName").click();
        assertThat(history().locator(".message")).containsText("5 Elm St");
        history().locator("[aria-label=Actions]").click();
        menu().click();
        assertThat(question().locator("h2")).hasText("Erase the data of " + NAME + "?");
        assertThat(question().locator("input[value=kept]")).isChecked();
        confirm();
        assertThat(question().locator(".wrong")).hasText("Confirm that you mean it.");
        question().locator("[name=sure]").check();
        confirm();

        assertThat(toast()).containsText("The data of " + NAME + " is being erased, in 2 dialogs.");
        assertThat(cell(0, "clientName")).hasText("No name");
        assertThat(cell(1, "clientName")).hasText("No name");
        assertThat(cell(2, "clientName")).hasText("Somebody else");
        assertThat(cell(0, "messageCount")).hasText("1");
        assertThat(history().locator(".change").last()).containsText("The client’s data was erased · by local");
        assertThat(history().locator(".message")).containsText("no text");
        assertThat(history()).not().containsText("Elm St");
        page.locator("#search").fill("Elm");
        assertThat(total()).hasText("0 dialogs");
    }

    @Test
    void shouldRemoveTheDialogsAltogetherIfThatIsAskedFor() {
        open();
        rows().nth(1).locator(".more button").click();
        menu().click();
        question().locator("input[value=removed]").check();
        question().locator("[name=sure]").check();
        confirm();

        assertThat(toast()).containsText("is being erased, in 2 dialogs.");
        assertThat(total()).hasText("1 dialog");
        assertThat(cell(0, "clientName")).hasText("Somebody else");
    }

    @Test
    void shouldEraseNothingWithoutConfirmation() {
        open();
        rows().first().locator(".more button").click();
        menu().click();
        question().locator("[name=sure]").check();
        page.onRequest(request -> assertThat(request.url()).doesNotContain("/erasure"));
        page.keyboard().press("Escape");

        assertThat(question()).hasCount(0);
        assertThat(cell(0, "clientName")).hasText(NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"op-06", "demo-director", "demo-analyst"})
    void shouldBeForAdministratorsOnly(String user) {
        open();
        page.locator("#account").click();
        popover().locator("[data-user=" + user + "]").click();
        assertThat(rows().first()).containsText(NAME);
        rows().first().locator(".more button").click();
        assertThat(page.locator("[role=menu]")).isVisible();
        assertThat(menu()).hasCount(0);

        Object status = page.evaluate("""
                async client => (await fetch(`/api/v1/clients/${encodeURIComponent(client)}/erasure`, {
                  method: 'POST',
                  headers: {
                    'Content-Type': 'application/json',
                    Authorization: `Bearer ${sessionStorage.getItem('dialogpulse.token')}`,
                  },
                  body: '{"metrics":"kept"}',
                })).status
                """, client);

        assertThat(status).isEqualTo(403);
        expectTrouble("403");
    }

    private void open() {
        go("sort=createdAt&line=" + line);
        assertThat(rows()).hasCount(3);
    }

    private Locator menu() {
        return page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(ERASE));
    }

    private Locator question() {
        return page.locator("dialog");
    }

    private void confirm() {
        question().locator("button[type=submit]").click();
    }
}
