package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HistoryPageTest extends PageTest {
    private static final String LINE = "histories";
    /** In minutes. */
    private static final int TWELVE_HOURS = 12 * 60;

    private static final String HOSTILE = "<img src=x onerror=alert(1)>\n<script>alert(2)</script>";
    private static final String LONG = "Ж".repeat(10_000);

    @BeforeAll
    static void publish() throws Exception {
        List<String> events = new ArrayList<>();
        events.add(PageEvents.opened("long-talk", LINE, -131 * TWELVE_HOURS, "Long Talker"));
        for (int i = 1; i <= 130; i++) {
            // Two a day, so that there are lines between days
            events.add(PageEvents.message(
                    "long-talk", (i - 131) * TWELVE_HOURS, i % 2 == 0 ? "OPERATOR" : "CLIENT", "Message " + i));
        }
        events.add(PageEvents.opened("strange", LINE, 10, "\u202eغريب <b>bold</b>"));
        events.add(PageEvents.message("strange", 11, "CLIENT", HOSTILE));
        events.add(PageEvents.message("strange", 12, "CLIENT", LONG));
        events.add(PageEvents.event(
                "strange",
                13,
                Map.of(
                        "type",
                        "crmLinked",
                        "entities",
                        List.of(
                                Map.of("type", "DEAL", "id", "1", "url", "javascript:alert(3)"),
                                Map.of("type", "LEAD", "id", "2", "url", "https://crm.example/2")))));
        events.add(PageEvents.opened("changes", LINE, 20, "Vera"));
        events.add(PageEvents.event("changes", 21, Map.of("type", "queued", "lineId", LINE, "lineName", "Sales")));
        events.add(PageEvents.event(
                "changes", 22, Map.of("type", "accepted", "operator", Map.of("id", "op", "name", "Elena"))));
        events.add(PageEvents.event(
                "changes",
                23,
                Map.of("type", "closed", "actor", Map.of("role", "OPERATOR", "id", "op", "name", "Elena"))));
        events.add(PageEvents.event("changes", 24, Map.of("type", "clientRated", "rating", 4)));
        SharedPage.publish(LINE, 3, events);
        SharedPage.served().awaitHistory("long-talk", 131);
        SharedPage.served().awaitHistory("strange", 4);
        SharedPage.served().awaitHistory("changes", 5);
    }

    @Test
    void shouldShowStatusChangesAsSentences() {
        go("line=histories&sort=createdAt");
        cell(2, "clientName").click();

        assertThat(history().locator("h2")).hasText("Vera");
        assertThat(history().locator(".change span")).hasText(new String[] {
            "Opened in line Line histories, from telegram",
            "Put into the queue of line Sales",
            "Elena took the dialog",
            "Closed · by Elena",
            "The client rated 4 ★"
        });
        assertThat(history().locator(".day")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("dialog=changes"));
    }

    @Test
    void shouldPageFromTheEndAndFromTheBeginning() {
        go("dialog=long-talk");
        Locator messages = history().locator(".message");
        assertThat(messages.last()).containsText("Message 130");
        assertThat(messages).hasCount(50);
        assertThat(history().locator(".message[data-role=OPERATOR]").first()).containsText("Elena");
        assertThat(messages.last()).isInViewport();

        page.getByText("Earlier", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(messages).hasCount(100);
        page.getByText("To the beginning").click();
        assertThat(messages.first()).containsText("Message 1");
        page.getByText("Later", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(messages).hasCount(99);
        page.getByText("Later", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(messages).hasCount(130);
        assertThat(messages.last()).containsText("Message 130");
    }

    @Test
    void shouldShowWhatStrangersWroteAsText() {
        go("dialog=strange&fields=clientName,crm&line=histories");

        assertThat(history().locator("h2")).hasText("\u202eغريب <b>bold</b>");
        assertThat(history().locator(".message p").first()).hasText(HOSTILE);
        assertThat(history().locator(".message p").nth(1)).hasText(LONG);
        assertThat(history().locator(".message").nth(1).boundingBox().width).isLessThan(460);
        assertThat(history().locator(".change a")).hasText(new String[] {"Lead 2"});
        assertThat(history()).containsText("Deal 1");
        assertThat(page.locator(".tabulator-row a")).hasCount(1);
    }

    @Test
    void shouldBeUsableByKeyboard() {
        go("line=histories&sort=createdAt");
        assertThat(rows()).hasCount(3);

        rows().first().focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(history().locator("h2")).containsText("غريب");
        page.keyboard().press("ArrowRight");
        assertThat(history().locator("h2")).hasText("Vera");
        page.keyboard().press("ArrowLeft");
        assertThat(history().locator("h2")).containsText("غريب");
        page.keyboard().press("Escape");
        assertThat(history()).isHidden();
        assertThat(rows().nth(1)).isFocused();

        page.keyboard().press(" ");
        assertThat(page.locator("#bulk")).containsText("1 selected");
        page.keyboard().press("m");
        assertThat(page.locator("[role=menu]")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("[role=menu]")).hasCount(0);
    }

    @Test
    void shouldShowNewMessagesAsTheyCome() throws Exception {
        SharedPage.served().post(List.of(PageEvents.opened("growing", "growing", 0, "Growing")));
        SharedPage.served().awaitTotal("line=growing", 1);
        go("line=growing&dialog=growing");
        assertThat(history().locator(".change")).hasCount(1);

        SharedPage.served().post(List.of(PageEvents.message("growing", 5, "CLIENT", "Anybody there?")));

        assertThat(history().locator(".message")).containsText("Anybody there?");
    }

    @Test
    void shouldSayThatADialogDoesNotExist() {
        go("line=histories&dialog=never-was");

        assertThat(history()).containsText("This dialog does not exist, or not for you.");
        expectTrouble("404");
    }
}
