package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialogListPageTest {
    private static final Instant FIRST = Instant.parse("2026-11-20T06:00:00Z");
    private static final int PLAIN_DIALOGS = 120;
    private static final String HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    @TempDir
    private static Path directory;

    private static Chromium chromium;
    private static ServedPage served;

    /** What must not happen: errors of scripts, violations of the content security policy, dialogs that pop up. */
    private final List<String> trouble = new CopyOnWriteArrayList<>();

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void publish() throws Exception {
        chromium = Chromium.start();
        served = ServedPage.start(directory);
        served.awaitReady();
        List<String> events = new ArrayList<>();
        for (int i = 0; i < PLAIN_DIALOGS; i++) {
            events.add(opened("plain-" + i, i, "Client %03d".formatted(i)));
        }
        events.add(opened("hostile", 200, HOSTILE));
        events.add(event("hostile", 201, "\"type\": \"closed\""));
        events.add(opened("answered", 210, "Игорь Кузнецов"));
        events.add(message("answered", 211, "CLIENT"));
        events.add(message("answered", 212, "OPERATOR"));
        events.add(opened("queued", 220, "Anna-Maria O'Neil"));
        events.add(event("queued", 221, "\"type\": \"queued\""));
        served.post(events);
        served.awaitTotal(PLAIN_DIALOGS + 3);
    }

    @AfterAll
    static void stop() throws Exception {
        // Starting may have failed before either was there.
        if (chromium != null) {
            chromium.close();
        }
        if (served != null) {
            served.close();
        }
    }

    @BeforeEach
    void open() {
        open(new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1440, 900));
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(trouble).isEmpty();
    }

    @Test
    void shouldShowTheNewestDialogsAndHowManyThereAre() {
        assertThat(total()).hasText("123 dialogs");
        assertThat(rows()).hasCount(50);
        assertThat(cell(0, "clientName")).hasText("Anna-Maria O'Neil");
        assertThat(cell(0, "detailedStatus")).hasText("Queued");
        assertThat(cell(1, "operatorName")).hasText("Elena");
        assertThat(cell(1, "firstResponseMs")).hasText("1m 00s");
    }

    @Test
    void shouldShowHostileNamesAsText() {
        assertThat(cell(2, "clientName")).hasText(HOSTILE);
    }

    @Test
    void shouldSortByAColumnWhenItsHeaderIsPressed() {
        Locator header = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Client").setExact(true));

        header.click();
        assertThat(cell(0, "clientName")).hasText(HOSTILE);
        assertThat(page).hasURL(Pattern.compile("sort=clientName"));

        header.press("Enter");
        assertThat(cell(0, "clientName")).hasText("Игорь Кузнецов");
        assertThat(page).hasURL(Pattern.compile("sort=-clientName"));
    }

    @Test
    void shouldShowTheLongestWaitFirstWhenSortedByWaiting() throws Exception {
        served.post(List.of(message("plain-7", 230, "CLIENT"), message("plain-8", 231, "CLIENT")));

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Waiting").setExact(true))
                .click();

        assertThat(cell(0, "clientName")).hasText("Client 007");
        assertThat(cell(1, "clientName")).hasText("Client 008");
        assertThat(cell(0, "openQuestionAt")).not().hasText("–");
        assertThat(cell(2, "openQuestionAt")).hasText("–");
    }

    @Test
    void shouldFilterByGeneralAndDetailedStatus() {
        page.locator("#statuses button[value=OPERATOR_ANSWERED]").click();
        assertThat(total()).hasText("1 dialog");
        assertThat(cell(0, "clientName")).hasText("Игорь Кузнецов");

        page.locator("#statuses button[value=CLIENT_WAITING]").click();
        page.locator("#detailed-status").selectOption("QUEUED");
        assertThat(total()).hasText("1 dialog");
        assertThat(cell(0, "clientName")).hasText("Anna-Maria O'Neil");

        page.reload();
        assertThat(total()).hasText("1 dialog");
        assertThat(page.locator("#detailed-status")).hasValue("QUEUED");
    }

    @Test
    void shouldFilterByClientNameWhileItIsTyped() {
        page.locator("#client-name").pressSequentially("кузн");
        assertThat(total()).hasText("1 dialog");

        page.locator("#client-name").fill("nobody of this name");
        assertThat(total()).hasText("0 dialogs");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Clear the filters"))
                .click();
        assertThat(total()).hasText("123 dialogs");
        assertThat(page.locator("#client-name")).hasValue("");
    }

    @Test
    void shouldPageByCursor() {
        Locator next = page.locator("#next");
        Locator previous = page.locator("#previous");
        assertThat(previous).isDisabled();

        next.click();
        assertThat(cell(0, "clientName")).hasText("Client 072");
        next.click();
        assertThat(rows()).hasCount(23);
        assertThat(next).isDisabled();
        previous.click();
        assertThat(cell(0, "clientName")).hasText("Client 072");
        previous.click();
        assertThat(cell(0, "clientName")).hasText("Anna-Maria O'Neil");
    }

    @Test
    void shouldShowChangesWithoutBeingAsked() throws Exception {
        page.locator("#client-name").fill("Client 005");
        assertThat(total()).hasText("1 dialog");
        assertThat(cell(0, "detailedStatus")).hasText("New");
        rows().first().click();

        served.post(List.of(event("plain-5", 240, "\"type\": \"closed\", \"spam\": true")));

        assertThat(cell(0, "detailedStatus")).hasText("Spam");
        assertThat(page.locator(".tabulator-selected")).hasCount(1);
    }

    @Test
    void shouldStayWhereTheReaderIsWhenRowsMove() throws Exception {
        page.locator("#client-name").fill("Client 0");
        assertThat(total()).hasText("100 dialogs");
        page.evaluate("document.querySelector('.tabulator-tableholder').scrollTop = 500");

        served.post(List.of(event("plain-99", 250, "\"type\": \"clientUpdated\", \"client\": {\"name\": \"Klient\"}")));

        assertThat(total()).hasText("99 dialogs");
        Object scrolled = page.evaluate("document.querySelector('.tabulator-tableholder').scrollTop");
        assertThat(((Number) scrolled).intValue()).isEqualTo(500);
    }

    @Test
    void shouldSpeakRussianAndRememberIt() {
        page.locator("#languages button[value=ru]").click();
        assertThat(total()).hasText("123 диалога");
        assertThat(page.locator("button.sorter").nth(1)).hasText("Клиент");
        assertThat(cell(0, "detailedStatus")).hasText("В очереди");

        page.navigate(served.address());
        assertThat(total()).hasText("123 диалога");
    }

    @Test
    void shouldTakeTheLanguageOfTheBrowser() {
        context.close();
        open(new Browser.NewContextOptions().setLocale("ru-RU"));

        assertThat(total()).hasText("123 диалога");
    }

    @Test
    void shouldSayWhenTheServerIsAwayAndRecover() {
        assertThat(rows()).hasCount(50);
        page.route("**/api/v1/dialogs?*", Route::abort);
        assertThat(page.locator("#problem")).containsText("The server does not answer.");
        assertThat(page.locator("#live")).hasAttribute("data-state", "off");
        assertThat(rows()).hasCount(50);
        page.unroute("**/api/v1/dialogs?*");
        assertThat(page.locator("#problem")).isHidden();
        // The browser itself reports every request that it could not make.
        trouble.removeIf(message -> message.contains("net::ERR_FAILED"));
    }

    @Test
    void shouldFitAPhone() {
        page.setViewportSize(390, 844);
        assertThat(rows()).hasCount(50);
        assertThat(cell(0, "clientName")).isVisible();

        Object overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
    }

    private void open(Browser.NewContextOptions options) {
        context = chromium.browser().newContext(options);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                trouble.add(message.text());
            }
        });
        page.onPageError(trouble::add);
        page.onDialog(dialog -> {
            trouble.add("a dialog said " + dialog.message());
            dialog.dismiss();
        });
        page.navigate(served.address());
    }

    private Locator total() {
        return page.locator("#total");
    }

    private Locator rows() {
        return page.locator(".tabulator-row");
    }

    private Locator cell(int row, String field) {
        return rows().nth(row).locator("[tabulator-field=" + field + "]");
    }

    private static String opened(String dialog, int minute, String clientName) {
        return event(
                dialog,
                minute,
                "\"type\": \"opened\", \"lineId\": \"sales\", \"channel\": \"telegram\", \"client\": {\"name\": \""
                        + clientName + "\"}");
    }

    private static String message(String dialog, int minute, String role) {
        String author = role.equals("OPERATOR") ? "\"id\": \"op\", \"name\": \"Elena\", " : "";
        return event(
                dialog,
                minute,
                "\"type\": \"message\", \"text\": \"Hi\", \"author\": {" + author + "\"role\": \"" + role + "\"}");
    }

    private static String event(String dialog, int minute, String fields) {
        return "{\"dialogId\": \"%s\", \"eventId\": \"e%d\", \"occurredAt\": %d, %s}"
                .formatted(
                        dialog, minute, FIRST.plus(Duration.ofMinutes(minute)).toEpochMilli(), fields);
    }
}
