package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoginPageTest extends PageTest {
    private static final String LINE = "logins";

    @BeforeAll
    static void publish() throws Exception {
        SharedPage.publish(
                LINE,
                2,
                List.of(
                        PageEvents.opened("of-olga", LINE, 0, "Of Olga"),
                        PageEvents.event(
                                "of-olga",
                                1,
                                Map.of(
                                        "type",
                                        "accepted",
                                        "operator",
                                        Map.of("id", "op-06", "name", "Ольга Соколова"))),
                        PageEvents.opened("of-nobody", LINE, 2, "Of nobody")));
    }

    @Test
    void shouldLetWhoeverIsHereWorkAsADemoUser() {
        go("line=logins");
        assertThat(page.locator("#account")).containsText("administrator");
        assertThat(total()).hasText("2 dialogs");

        become("op-06");
        assertThat(page.locator("#account")).containsText("Ольга Соколова");
        assertThat(total()).hasText("1 dialog");
        assertThat(cell(0, "clientName")).hasText("Of Olga");
        cell(0, "clientName").click();
        assertThat(history().locator(".change")).hasCount(2);
        assertThat(history().locator(".review")).hasCount(0);

        become("demo-director");
        assertThat(total()).hasText("2 dialogs");
        assertThat(history().locator(".review")).isVisible();

        page.locator("#account").click();
        popover().getByText("This machine (administrator)").click();
        assertThat(page.locator("#account")).containsText("local");
    }

    @Test
    void shouldOfferAnAnalystNothingThatAnalystsMayNotDo() {
        go("line=logins");
        become("demo-analyst");

        assertThat(total()).hasText("2 dialogs");
        assertThat(page.locator(".tabulator-row input")).hasCount(0);
        rows().first().locator(".more button").click();
        assertThat(page.locator("[role=menuitem]").first()).hasText("Details");
        assertThat(page.locator("[role=menu]")).not().containsText("Close");
        page.keyboard().press("Escape");
        cell(0, "clientName").click();
        assertThat(history()).containsText("Your role may see the dialog’s columns, but not read what was written.");
    }

    @Test
    void shouldForgetWhoItWasWhenTheWindowIsClosed() {
        go("line=logins");
        become("op-06");
        assertThat(page.locator("#account")).containsText("Ольга Соколова");

        var other = anotherWindow();
        other.navigate(SharedPage.served().address() + "?line=logins");

        assertThat(other.locator("#account")).containsText("local");
    }

    @Test
    void shouldForgetATokenThatIsNotAccepted() {
        go("line=logins");
        page.evaluate("sessionStorage.setItem('dialogpulse.token', 'expired')");
        page.reload();

        assertThat(page.locator("#account")).containsText("local");
        assertThat(total()).hasText("2 dialogs");
        assertThat(toast()).containsText("The token was not accepted.");
        assertThat(page.evaluate("sessionStorage.getItem('dialogpulse.token')")).isNull();
        expectTrouble("401");
    }

    @Test
    void shouldAskForATokenWhereNobodyComesInWithoutOne() {
        page.route("**/api/v1/**", route -> route.fulfill(new Route.FulfillOptions().setStatus(401)));
        go("line=logins");
        assertThat(page.locator("#blocked")).containsText("This installation asks for an access token");

        page.evaluate("sessionStorage.setItem('dialogpulse.token', 'expired')");
        page.reload();

        assertThat(page.locator("#blocked")).containsText("The token was not accepted.");
        assertThat(page.locator("#blocked input")).isFocused();
        assertThat(rows()).hasCount(0);
        expectTrouble("401");
    }

    @Test
    void shouldTellARoleThatMayViewNothing() throws Exception {
        go("line=logins");
        page.evaluate(
                "token => sessionStorage.setItem('dialogpulse.token', token)",
                SharedPage.served().token("bot", "connector"));
        page.reload();

        assertThat(page.locator("#blocked")).containsText("Your role “connector” may not view dialogs.");
        assertThat(page.locator("#work")).isHidden();
        expectTrouble("403");
    }

    private void become(String user) {
        page.locator("#account").click();
        popover().locator("[data-user=" + user + "]").click();
    }
}
