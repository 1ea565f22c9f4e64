package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The server does not accept a token any more while somebody works with it. */
class LoginAgainPageTest extends PageTest {
    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    private String line;

    @BeforeEach
    void publish(TestInfo test) throws Exception {
        line = test.getTestMethod().orElseThrow().getName();
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(PageEvents.opened(line + "-" + i, line, i, "Worked on " + i));
            events.add(PageEvents.message(line + "-" + i, i, "CLIENT", "Where is it?"));
        }
        SharedPage.publish(line, 3, events);
    }

    @AfterEach
    void forgiveTheOutage() {
        expectTrouble("net::ERR_");
        expectTrouble("401");
        expectTrouble("503");
    }

    @Test
    void shouldAskWhoeverWorksForAnotherTokenAndGoOn() throws Exception {
        workAs(SharedPage.served().token("anna", "director"));
        SharedPage.served().endTokens();
        assertThat(login()).isVisible(PATIENT);
        assertThat(login()).containsText("Your login has ended.");
        assertThat(rows()).hasCount(3);

        logIn("no token");
        assertThat(login()).containsText("The token was not accepted.");
        logIn(SharedPage.served().token("anna", "director"));

        requireThatWorkGoesOn("anna");
    }

    @Test
    void shouldGiveDemoUsersAnotherTokenByItself() throws Exception {
        go("line=" + line);
        page.locator("#account").click();
        popover().locator("[data-user=demo-director]").click();
        assertThat(page.locator("#account")).containsText("director");
        String before = token();
        begin();
        Response stream = page.waitForResponse(
                LoginAgainPageTest::isFollowing,
                new Page.WaitForResponseOptions().setTimeout(60_000),
                SharedPage.served()::endTokens);

        assertThat(stream.request().headerValue("authorization")).isEqualTo("Bearer " + token());
        assertThat(token()).isNotEqualTo(before);
        assertThat(login()).hasCount(0);
        requireThatWorkGoesOn("director");
    }

    @Test
    void shouldBeginAnewForSomebodyElse() {
        workAs(SharedPage.served().token("anna", "director"));
        SharedPage.served().endTokens();
        assertThat(login()).isVisible(PATIENT);

        logIn(SharedPage.served().token("boris", "analyst"));

        assertThat(page.locator("#account")).containsText("boris");
        assertThat(page.locator("#account")).containsText("analyst");
        assertThat(rows()).hasCount(3);
        assertThat(page.locator("#bulk")).isHidden();
        assertThat(history()).containsText("Your role may see the dialog’s columns, but not read what was written.");
    }

    private void workAs(String token) {
        go("line=" + line);
        page.evaluate("token => sessionStorage.setItem('dialogpulse.token', token)", token);
        begin();
    }

    /** State of every kind: of the address, selected, and not yet sent. */
    private void begin() {
        page.navigate(SharedPage.served().address() + "?sort=createdAt&line=" + line + "&dialog=" + line + "-2");
        assertThat(rows()).hasCount(3);
        rows().first().locator("input").check();
        history().locator("textarea").fill("Half a thou");
    }

    private void requireThatWorkGoesOn(String user) throws Exception {
        assertThat(login()).hasCount(0);
        SharedPage.served()
                .post(List.of(
                        PageEvents.opened(line + "-3", line, 5, "Came later"),
                        PageEvents.event(line + "-0", 6, Map.of("type", "closed"))));
        assertThat(rows()).hasCount(4);
        assertThat(cell(0, "detailedStatus")).hasText("Closed");
        assertThat(page.locator("#live")).hasAttribute("data-state", "on");
        assertThat(page.locator("#problem")).isHidden();
        assertThat(page.locator("#account")).containsText(user);
        assertThat(page.locator("#bulk")).containsText("1 selected");
        assertThat(history().locator("textarea")).hasValue("Half a thou");
        assertThat(page.url()).endsWith("?sort=createdAt&line=" + line + "&dialog=" + line + "-2");
    }

    private static boolean isFollowing(Response response) {
        return response.url().contains("/dialogs/stream") && response.status() == 200;
    }

    private Locator login() {
        return page.locator("dialog");
    }

    private void logIn(String token) {
        login().locator("input").fill(token);
        login().locator("button[type=submit]").click();
    }

    private String token() {
        return (String) page.evaluate("sessionStorage.getItem('dialogpulse.token')");
    }
}
