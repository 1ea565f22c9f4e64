package io.dialogpulse.bench.list;

import java.util.List;
import java.util.Map;

/**
 * One question, for both sides.
 *
 * @param parameters as the list's API takes them, without a cursor
 * @param arguments of the SQL's filter
 * @param cursor where the page begins; empty for the first page
 */
record Question(ListQuery query, Map<String, List<String>> parameters, List<Object> arguments, List<Page> cursor) {

    /**
     * The end of the page before.
     *
     * @param text as the list's API hands it out
     * @param lastMessageAt of that page's last row, epoch milliseconds
     * @param dialogId of that page's last row
     */
    record Page(String text, long lastMessageAt, String dialogId) {}
}
