package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DialogListPageTest extends PageTest {
    private static final String LINE = "list";
    private static final int PLAIN_DIALOGS = 120;
    private static final String HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    private static final String RIGHT_TO_LEFT = "\u202eمرحبا \u05e9\u05dc\u05d5\u05dd";
    private static final String LONG = "W".repeat(256);

    @BeforeAll
    static void publish() throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < PLAIN_DIALOGS; i++) {
            events.add(PageEvents.opened("plain-" + i, LINE, i, "Client %03d".formatted(i)));
        }
        events.add(PageEvents.opened("long", LINE, 180, LONG));
        events.add(PageEvents.opened("rtl", LINE, 190, RIGHT_TO_LEFT));
        events.add(PageEvents.opened("hostile", LINE, 200, HOSTILE));
        events.add(PageEvents.event("hostile", 201, Map.of("type", "closed")));
        events.add(PageEvents.opened("answered", LINE, 210, "Игорь Кузнецов"));
        events.add(PageEvents.message("answered", 211, "CLIENT", "Hi"));
        events.add(PageEvents.message("answered", 212, "OPERATOR", "Hello"));
        events.add(PageEvents.opened("queued", LINE, 220, "Anna-Maria O'Neil"));
        events.add(PageEvents.event("queued", 221, Map.of("type", "queued")));
        SharedPage.publish(LINE, PLAIN_DIALOGS + 5, events);
    }

    @Test
    void shouldShowTheNewestDialogsAndHowManyThereAre() {
        go("line=list");

        assertThat(total()).hasText("125 dialogs");
        assertThat(rows()).hasCount(50);
        assertThat(cell(0, "clientName")).hasText("Anna-Maria O'Neil");
        assertThat(cell(0, "detailedStatus")).hasText("Queued");
        assertThat(cell(0, "lineName")).hasText("Line list");
        assertThat(cell(1, "operatorName")).hasText("Elena");
        assertThat(cell(1, "firstResponseMs")).hasText("1m 00s");
    }

    @Test
    void shouldShowNamesByStrangersAsTextWithinTheirCells() {
        go("line=list");

        assertThat(cell(2, "clientName")).hasText(HOSTILE);
        assertThat(cell(3, "clientName").locator("span")).hasAttribute("dir", "auto");
        assertThat(cell(4, "clientName")).hasText(LONG);
        assertThat(cell(4, "clientName").boundingBox().width).isLessThan(400);
        assertThat(rows().nth(4).boundingBox().height).isEqualTo(rows().nth(5).boundingBox().height);
    }

    @Test
    void shouldSortByAColumnWhenItsHeaderIsPressed() {
        go("line=list");
        Locator header = page.locator("button.sorter", new Page.LocatorOptions().setHasText("Client"));

        header.click();
        assertThat(cell(0, "clientName")).hasText(HOSTILE);
        assertThat(page).hasURL(Pattern.compile("sort=clientName"));

        header.press("Enter");
        assertThat(cell(0, "clientName")).hasText(RIGHT_TO_LEFT);
        assertThat(page).hasURL(Pattern.compile("sort=-clientName"));
    }

    @Test
    void shouldSortBySeveralColumns() {
        go("line=list&sort=status");

        page.locator("button.sorter", new Page.LocatorOptions().setHasText("Client"))
                .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));

        assertThat(page).hasURL(Pattern.compile("sort=status%2CclientName"));
        assertThat(page.locator("[aria-sort=ascending]")).hasCount(1);
        assertThat(cell(0, "clientName")).hasText("Anna-Maria O'Neil");
        assertThat(cell(1, "clientName")).hasText("Client 000");
    }

    @Test
    void shouldShowTheLongestWaitFirstAndLetItTick() throws Exception {
        SharedPage.served()
                .post(List.of(
                        PageEvents.message("plain-7", 230, "CLIENT", "Hi"),
                        PageEvents.message("plain-8", 231, "CLIENT", "Hi")));
        go("line=list");

        button("Waiting").click();

        assertThat(cell(0, "clientName")).hasText("Client 007");
        assertThat(cell(1, "clientName")).hasText("Client 008");
        assertThat(cell(2, "openQuestionAt")).hasText("–");
        page.evaluate("document.querySelector('.waiting').textContent = ''");
        assertThat(cell(0, "openQuestionAt")).hasText(Pattern.compile("\\d+d \\d+h"));
    }

    @Test
    void shouldShowWhatIsLateAndFilterByIt() throws Exception {
        String due = "due";
        SharedPage.served()
                .post(List.of(PageEvents.line(
                        due, Map.of("type", "lineTargetsSet", "firstResponseMs", 60_000, "responseMs", 60_000))));
        SharedPage.publish(
                due,
                1,
                List.of(
                        PageEvents.opened("late", due, 0, "Late"),
                        PageEvents.message("late", 1, "CLIENT", "Anybody there?")));
        SharedPage.served().awaitTotal("breached=true&line=" + due, 1);
        go("line=due&fields=clientName,dueAt,targetMs");

        assertThat(cell(0, "dueAt")).hasText(Pattern.compile("−\\d+d \\d+h"));
        assertThat(cell(0, "targetMs")).hasText("1m 00s");
        addFilter("timeLeftMs");
        popover().locator("select").first().selectOption("gte");
        popover().locator("input").first().fill("0");
        apply();
        assertThat(total()).hasText("0 dialogs");
        assertThat(page.locator("#chips")).containsText("Time left ≥ 0s");
    }

    @Test
    void shouldFilterByStatusAndCountTheOthersMeanwhile() {
        go("line=list");
        Locator closed = page.locator("#statuses button[value=CLOSED]");
        assertThat(closed.locator(".count")).hasText("1");
        assertThat(page.locator("#statuses button[value=''] .count")).hasText("125");

        closed.click();

        assertThat(total()).hasText("1 dialog");
        assertThat(cell(0, "clientName")).hasText(HOSTILE);
        assertThat(page.locator("#statuses button[value=OPERATOR_ANSWERED] .count"))
                .hasText("1");
        page.reload();
        assertThat(total()).hasText("1 dialog");
        assertThat(closed).hasAttribute("aria-pressed", "true");
    }

    @Test
    void shouldSearchWhileItIsTyped() {
        go("line=list");

        page.locator("#search").pressSequentially("кузн");
        assertThat(total()).hasText("1 dialog");
        page.locator("#search").fill("nobody of this name");
        assertThat(total()).hasText("0 dialogs");
        button("Clear the filters").click();

        assertThat(page.locator("#search")).hasValue("");
        assertThat(rows()).hasCount(50);
    }

    @Test
    void shouldPageByCursor() {
        go("line=list");
        Locator next = page.locator("#next");
        Locator previous = page.locator("#previous");
        assertThat(previous).isDisabled();

        next.click();
        assertThat(cell(0, "clientName")).hasText("Client 074");
        next.click();
        assertThat(rows()).hasCount(25);
        assertThat(next).isDisabled();
        previous.click();
        assertThat(cell(0, "clientName")).hasText("Client 074");
        previous.click();
        assertThat(cell(0, "clientName")).hasText("Anna-Maria O'Neil");
    }

    @Test
    void shouldShowChangesWithoutBeingAsked() throws Exception {
        go("line=list&q=Client+005");
        assertThat(total()).hasText("1 dialog");
        assertThat(cell(0, "detailedStatus")).hasText("New");
        rows().first().locator("input").check();

        SharedPage.served().post(List.of(PageEvents.event("plain-5", 240, Map.of("type", "closed", "spam", true))));

        assertThat(cell(0, "detailedStatus")).hasText("Spam");
        assertThat(page.locator("#statuses button[value=CLOSED] .count")).hasText("1");
        assertThat(page.locator(".tabulator-row.chosen")).hasCount(1);
    }

    @Test
    void shouldStayWhereTheReaderIsWhenRowsMove() throws Exception {
        go("line=list&clientName=Client+0*");
        assertThat(total()).hasText("100 dialogs");
        page.evaluate("document.querySelector('.tabulator-tableholder').scrollTop = 500");

        SharedPage.served()
                .post(List.of(PageEvents.event(
                        "plain-99", 250, Map.of("type", "clientUpdated", "client", Map.of("name", "Klient")))));

        assertThat(total()).hasText("99 dialogs");
        Object scrolled = page.evaluate("document.querySelector('.tabulator-tableholder').scrollTop");
        assertThat(((Number) scrolled).intValue()).isEqualTo(500);
    }

    @Test
    void shouldSpeakRussianAndRememberIt() {
        go("line=list");
        page.locator("#languages button[value=ru]").click();
        assertThat(total()).hasText("125 диалогов");
        assertThat(page.locator("button.sorter").nth(1)).hasText("Клиент");
        assertThat(cell(0, "detailedStatus")).hasText("В очереди");
        assertThat(page.locator("#chips")).containsText("Линия");

        go("line=list");
        assertThat(total()).hasText("125 диалогов");
    }

    @Test
    void shouldTakeTheLanguageOfTheBrowser() {
        openBrowser(new Browser.NewContextOptions().setLocale("ru-RU"));
        go("line=list");

        assertThat(total()).hasText("125 диалогов");
    }

    @Test
    void shouldFitAPhone() {
        page.setViewportSize(390, 844);
        go("line=list");
        assertThat(rows()).hasCount(50);
        assertThat(cell(0, "clientName")).isVisible();

        assertThat(overflow()).isLessThanOrEqualTo(0);
        cell(0, "clientName").click();
        assertThat(history().getByRole(AriaRole.HEADING).first()).hasText("Anna-Maria O'Neil");
        assertThat(overflow()).isLessThanOrEqualTo(0);
    }

    private int overflow() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue();
    }
}
