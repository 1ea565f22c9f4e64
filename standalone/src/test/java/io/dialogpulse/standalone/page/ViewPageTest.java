package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ViewPageTest extends PageTest {
    private static final String LINE = "views";

    @BeforeAll
    static void publish() throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.add(PageEvents.opened("viewed-" + i, LINE, i, "Viewed " + i));
            events.add(PageEvents.message("viewed-" + i, i, "CLIENT", "Where is it?"));
        }
        events.add(PageEvents.message("viewed-0", 6, "OPERATOR", "Here"));
        events.add(PageEvents.message("viewed-1", 6, "OPERATOR", "Here"));
        events.add(PageEvents.event("viewed-2", 6, Map.of("type", "clientUpdated", "client", Map.of("name", "Zoya"))));
        SharedPage.publish(LINE, 5, events);
    }

    @Test
    void shouldSaveAndDeleteAView() {
        go("line=views&operator=op&sort=number");
        assertThat(total()).hasText("2 dialogs");
        save("Answered by Елена");

        assertThat(page.locator("#views")).containsText("Answered by Елена");
        choose("All dialogs");
        assertThat(page.locator("#chips .chip")).hasCount(0);
        choose("Answered by Елена");
        assertThat(total()).hasText("2 dialogs");
        assertThat(page.locator("[aria-sort=ascending]")).containsText("№");

        page.locator("[aria-label='Remove the filter: Operator']").click();
        assertThat(total()).hasText("5 dialogs");
        assertThat(page.locator("#views")).containsText("All dialogs");

        delete("Answered by Елена");
        page.locator("#views").click();
        assertThat(popover()).not().containsText("Елена");
    }

    @Test
    void shouldShowOthersTheSameByTheLinkOfAView() {
        go("line=views&operator=op&sort=number");
        save("To be shown");
        assertThat(page.locator("#views")).containsText("To be shown");

        Page other = anotherWindow();
        other.navigate(SharedPage.served().address());
        other.locator("#account").click();
        other.locator(".popover [data-user=demo-director]").click();
        assertThat(other.locator("#account")).containsText("director");
        other.navigate(page.url());

        assertThat(other.locator("#total")).hasText("2 dialogs");
        assertThat(other.locator("#chips .chip")).hasCount(2);
        assertThat(other.locator("[aria-sort=ascending]")).containsText("№");
        delete("To be shown");
    }

    @Test
    void shouldSaveTheSearchAsTheListAsksIt() {
        go("line=views&q=zoy");
        assertThat(total()).hasText("1 dialog");
        save("Called Z");
        page.reload();

        assertThat(page.locator("#views")).containsText("Called Z");
        assertThat(page.locator("#search")).hasValue("zoy*");
        assertThat(total()).hasText("1 dialog");
        delete("Called Z");
    }

    @Test
    void shouldSaveAViewWithinAnother() {
        go("view=waiting&line=views");
        assertThat(total()).hasText("3 dialogs");
        save("Waiting in views");

        assertThat(page).hasURL(Pattern.compile("view=Waiting"));
        assertThat(page.locator("#chips .chip")).hasCount(0);
        assertThat(total()).hasText("3 dialogs");
        delete("Waiting in views");
        assertThat(page.locator("#views")).containsText("All dialogs");
    }

    @Test
    void shouldNotSaveTheContactCenterUnderAnotherName() {
        go("view=contact-center");
        page.locator("#views").click();

        assertThat(button("Save as a view")).isDisabled();
        assertThat(popover()).containsText("cannot be saved under another name");
    }

    @Test
    void shouldAskTheBuiltInViewsAndMore() {
        go("");
        choose("Waiting for an answer");
        assertThat(page).hasURL(Pattern.compile("view=waiting"));
        assertThat(page.locator("[aria-sort=descending]")).containsText("Waiting");

        addFilter("line");
        popover().locator("input[value=views]").check();
        apply();

        assertThat(total()).hasText("3 dialogs");
    }

    private void choose(String view) {
        page.locator("#views").click();
        popover()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(view).setExact(true))
                .click();
    }

    private void save(String name) {
        page.locator("#views").click();
        button("Save as a view").click();
        page.locator("dialog input[name=name]").fill(name);
        page.locator("dialog button[type=submit]").click();
        assertThat(toast()).containsText("View “" + name + "” is saved.");
    }

    private void delete(String name) {
        page.locator("#views").click();
        page.locator("[aria-label='Delete the view: " + name + "']").click();
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).hasCount(0);
    }
}
