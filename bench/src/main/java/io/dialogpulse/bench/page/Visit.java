package io.dialogpulse.bench.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;

/**
 * An address opened in a new tab until something is on screen.
 *
 * @param millis from navigation until the frame after the one that has it: by then it is painted
 * @param resources what else was loaded
 */
public record Visit(double millis, List<Resource> resources) {
    private static final String RESOURCES =
            "JSON.stringify(performance.getEntriesByType('resource').map(({ name, transferSize }) => ({ name, transferSize })))";

    /**
     * What the browser tells of a file.
     *
     * @param name its address
     * @param transferSize bytes over the wire, compressed as they are, with {@value #HEADERS} for the headers; 0 if it
     *     came from the cache
     */
    public record Resource(String name, int transferSize) {
        /** What browsers count, whatever the headers are, see the standard "Resource Timing". */
        private static final int HEADERS = 300;

        private boolean isScript() {
            return name.endsWith(".js") || name.endsWith(".mjs");
        }

        private int bodyBytes() {
            return Math.max(0, transferSize - HEADERS);
        }
    }

    /**
     * Opens an address.
     *
     * @param selector of what is to be on screen, in CSS
     * @throws com.microsoft.playwright.TimeoutError if that takes longer than 30 seconds
     */
    public static Visit to(String address, String selector, BrowserContext browser) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        try (Page page = browser.newPage()) {
            page.addInitScript(lookOut(json.writeValueAsString(selector)));
            page.navigate(address);
            page.waitForFunction("() => window.shownAfter !== undefined");
            double millis = ((Number) page.evaluate("window.shownAfter")).doubleValue();
            Resource[] resources = json.readValue((String) page.evaluate(RESOURCES), Resource[].class);
            return new Visit(millis, List.of(resources));
        }
    }

    /** Runs before the page's own scripts, and looks frame by frame. */
    private static String lookOut(String quotedSelector) {
        return """
            (() => {
              const look = () => {
                if (document.querySelector(%s)) {
                  requestAnimationFrame(() => { window.shownAfter = performance.now(); });
                } else {
                  requestAnimationFrame(look);
                }
              };
              requestAnimationFrame(look);
            })();
            """.formatted(quotedSelector);
    }

    /** Bytes of scripts over the wire, compressed, without headers. */
    public int scriptBytes() {
        return resources.stream()
                .filter(Resource::isScript)
                .mapToInt(Resource::bodyBytes)
                .sum();
    }

    /**
     * The first file whose address has this in it.
     *
     * @throws IllegalStateException if there was none
     */
    public String requested(String part) {
        return resources.stream()
                .map(Resource::name)
                .filter(name -> name.contains(part))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(part + " was not asked for, but " + resources));
    }
}
