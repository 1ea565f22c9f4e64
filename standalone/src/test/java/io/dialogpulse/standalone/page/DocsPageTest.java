package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description of the API, to read and to try. */
class DocsPageTest extends PageTest {
    @BeforeEach
    void open() {
        page.navigate(SharedPage.served().address() + "docs");
    }

    @Test
    void shouldShowTheOperations() {
        assertThat(page.locator(".info .title")).containsText("Dialog Pulse");
        assertThat(operation("listDialogs")).isVisible();
        assertThat(page.locator(".opblock-tag")).hasCount(6);

        operation("exportDialogsByForm").locator(".opblock-summary-control").click();

        assertThat(operation("exportDialogsByForm")).containsText("access_token");
        assertThat(operation("exportDialogsByForm").locator("tr[data-param-name=format]"))
                .isVisible();
    }

    @Test
    void shouldTryAnOperation() {
        Locator me = operation("me");
        me.locator(".opblock-summary-control").click();
        me.locator(".try-out button").click();
        me.locator("button.execute").click();

        assertThat(me.locator(".live-responses-table .response-col_status").last())
                .containsText("200", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
        assertThat(me.locator(".live-responses-table")).containsText("administrator");
    }

    private Locator operation(String id) {
        return page.locator("[id$=-" + id + "]");
    }
}
