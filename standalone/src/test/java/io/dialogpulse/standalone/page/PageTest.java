package io.dialogpulse.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person at the page, in a browser window of their own for each test. */
@ExtendWith(SharedPage.class)
abstract class PageTest {
    /** What must not happen: errors of scripts, violations of the content security policy, dialogs that pop up. */
    final List<String> trouble = new CopyOnWriteArrayList<>();

    private BrowserContext context;
    Page page;

    @BeforeEach
    void openBrowser() {
        context = SharedPage.chromium().browser().newContext(english());
        page = watched(context.newPage());
    }

    @AfterEach
    void closeBrowser() {
        context.close();
        assertThat(trouble).isEmpty();
    }

    static Browser.NewContextOptions english() {
        return new Browser.NewContextOptions()
                .setLocale("en-US")
                .setTimezoneId("Europe/Moscow")
                .setViewportSize(1440, 900)
                .setAcceptDownloads(true);
    }

    /** Another window, of another person. */
    void openBrowser(Browser.NewContextOptions options) {
        context.close();
        context = SharedPage.chromium().browser().newContext(options);
        page = watched(context.newPage());
    }

    /** A second window of the same person. */
    Page anotherWindow() {
        return watched(context.newPage());
    }

    private Page watched(Page opened) {
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                trouble.add(message.text());
            }
        });
        opened.onPageError(trouble::add);
        opened.onDialog(dialog -> {
            trouble.add("a dialog said " + dialog.message());
            dialog.dismiss();
        });
        return opened;
    }

    /** Opens the page at a place, such as {@code line=sales&sort=number}. */
    void go(String query) {
        page.navigate(SharedPage.served().address() + "?" + query);
    }

    Locator total() {
        return page.locator("#total");
    }

    Locator rows() {
        return page.locator(".tabulator-row");
    }

    Locator cell(int row, String field) {
        return rows().nth(row).locator("[tabulator-field=" + field + "]");
    }

    Locator popover() {
        return page.locator(".popover");
    }

    Locator history() {
        return page.locator("#history");
    }

    Locator toast() {
        return page.locator(".toast").last();
    }

    /** The button of exactly this name. */
    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Opens the form of a filter. */
    void addFilter(String field) {
        page.locator("#add-filter").click();
        popover().locator("button[data-filter='" + field + "']").click();
    }

    /** Applies the open form of a filter. */
    void apply() {
        popover().locator("button[type=submit]").click();
    }

    /** Forgives what a test provokes. */
    void expectTrouble(String part) {
        trouble.removeIf(message -> message.contains(part));
    }
}
