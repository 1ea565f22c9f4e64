package io.dialogpulse.standalone.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExportPageTest extends PageTest {
    private static final String LINE = "exports";

    @BeforeAll
    static void publish() throws Exception {
        SharedPage.publish(
                LINE,
                3,
                List.of(
                        PageEvents.opened("exported-0", LINE, 0, "=2+2"),
                        PageEvents.opened("exported-1", LINE, 1, "Анна, \"Ё\""),
                        PageEvents.event(
                                "exported-1",
                                2,
                                Map.of(
                                        "type",
                                        "accepted",
                                        "operator",
                                        Map.of("id", "op-06", "name", "Ольга Соколова"))),
                        PageEvents.opened("exported-2", LINE + "-2", 2, "Elsewhere"),
                        PageEvents.opened("exported-3", LINE, 3, "Newest")));
    }

    @Test
    void shouldExportTheRowsThatMatchWithTheColumnsThatAreShown() throws Exception {
        go("line=exports&createdAt.lt=2026-11-20T06:02:00Z&sort=clientName&fields=clientName,createdAt");
        assertThat(total()).hasText("2 dialogs");

        Download download = export("CSV");

        assertThat(download.suggestedFilename()).startsWith("dialogs-").endsWith(".csv");
        assertThat(Files.readString(download.path()))
                .isEqualTo("\ufeffclientName,createdAt\r\n"
                        + "\"'=2+2\",2026-11-20T09:00:00.000+03:00\r\n"
                        + "\"Анна, \"\"Ё\"\"\",2026-11-20T09:01:00.000+03:00\r\n");
        assertThat(toast()).containsText("The export has begun.");
    }

    @Test
    void shouldExportAsWhoeverIsLoggedInWithoutHoldingTheFileInThePage() throws Exception {
        go("line=exports&sort=number&fields=dialogId");
        page.locator("#account").click();
        popover().locator("[data-user=op-06]").click();
        assertThat(total()).hasText("1 dialog");
        List<Request> requests = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("/dialogs/export")) {
                requests.add(request);
            }
        });

        Download download = export("NDJSON");

        assertThat(Files.readString(download.path())).isEqualTo("{\"dialogId\":\"exported-1\"}\n");
        // What the browser itself navigates to never comes into the page's memory
        assertThat(requests).hasSize(1).allSatisfy(request -> {
            assertThat(request.isNavigationRequest()).isTrue();
            assertThat(request.frame()).isNotEqualTo(page.mainFrame());
            assertThat(request.url()).doesNotContain("token");
        });
    }

    @Test
    void shouldTellWhyThereIsNoExport() {
        go("line=exports&view=Deleted");
        assertThat(page.locator("#empty")).containsText("The list could not be loaded");

        choose("NDJSON");

        assertThat(toast()).containsText("404");
        assertThat(toast()).containsText("Deleted");
        assertThat(page.locator("iframe")).hasCount(0);
        expectTrouble("404");
    }

    private Download export(String format) {
        return page.waitForDownload(() -> choose(format));
    }

    private void choose(String format) {
        page.locator("#export").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(format))
                .click();
    }
}
