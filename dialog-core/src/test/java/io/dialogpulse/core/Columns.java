package io.dialogpulse.core;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A dialog as the columns of its row, to compare with an example or with what another part of the system shows. */
public final class Columns {
    /** Stands for null. */
    public static final Object ABSENT = "∅";

    private Columns() {}

    /** Every column but the number, by name. Integers are longs, enums their names, nulls {@link #ABSENT}. */
    public static Map<String, Object> of(Dialog dialog) {
        Map<String, Object> row = new TreeMap<>();
        row.put("dialogId", dialog.dialogId());
        row.put("status", dialog.detailedStatus().status());
        row.put("detailedStatus", dialog.detailedStatus());
        row.put("spam", dialog.detailedStatus() == DetailedStatus.SPAM);
        row.put("direction", dialog.origin().direction());
        row.put("channel", dialog.origin().channel());
        row.put("pageUrl", dialog.origin().pageUrl());
        Line line = dialog.line();
        row.put("lineId", line == null ? null : line.id());
        row.put("lineName", line == null ? null : line.name());
        row.put("clientId", dialog.client().id());
        row.put("clientName", dialog.client().name());
        Operator operator = dialog.responsibility().operator();
        row.put("operatorId", operator == null ? null : operator.id());
        row.put("operatorName", operator == null ? null : operator.name());
        row.put("departmentId", operator == null ? null : operator.departmentId());
        row.put("participantIds", dialog.responsibility().participantIds());
        row.put("crm", dialog.annotations().crm().stream().map(Columns::link).toList());
        row.put("formFilled", dialog.annotations().formFilled());
        row.put("historyRequested", dialog.annotations().historyRequested());
        row.put("pinned", dialog.annotations().pinned());
        row.put("clientRating", dialog.annotations().clientRating());
        row.put("managerRating", dialog.annotations().managerRating());
        row.put("managerComment", dialog.annotations().managerComment());
        row.put("createdAt", dialog.dates().createdAt());
        row.put("queuedAt", dialog.dates().queuedAt());
        row.put("operatorRepliedAt", dialog.dates().operatorRepliedAt());
        row.put("operatorStartedAt", dialog.dates().operatorStartedAt());
        row.put("operatorClosedAt", dialog.dates().operatorClosedAt());
        row.put("closedAt", dialog.dates().closedAt());
        row.put("modifiedAt", dialog.modifiedAt());
        row.put("lastMessageAt", dialog.messages().lastAt());
        row.put("openQuestionAt", dialog.questions().openAt());
        row.put("replyWaitMs", dialog.replyWaitMs());
        row.put("startWaitMs", dialog.startWaitMs());
        row.put("operatorCloseMs", dialog.operatorCloseMs());
        row.put("dialogMs", dialog.messages().spanMs());
        row.put("firstResponseMs", dialog.questions().firstResponseMs());
        row.put("botMs", dialog.botMs());
        row.put("totalResponseMs", dialog.questions().totalMs());
        row.put("averageResponseMs", dialog.questions().averageMs());
        row.put("maxResponseMs", dialog.questions().maxMs());
        row.put("messageCount", dialog.messages().count());
        row.put("clientMessageCount", dialog.messages().clientCount());
        row.put("operatorMessageCount", dialog.messages().operatorCount());
        row.put("responseCount", dialog.questions().answered());
        row.put("transferCount", dialog.counts().transfers());
        row.put("reopenCount", dialog.counts().reopenings());
        row.put("eventCount", dialog.counts().events());
        row.replaceAll((_, value) -> normal(value));
        return row;
    }

    /** A value in the form in which columns are compared. */
    public static Object normal(@Nullable Object value) {
        return switch (value) {
            case null -> ABSENT;
            case Integer number -> number.longValue();
            case Enum<?> symbol -> symbol.name();
            default -> value;
        };
    }

    private static Map<String, Object> link(CrmLink link) {
        Map<String, Object> columns = new TreeMap<>();
        columns.put("type", link.type().name());
        columns.put("id", link.id());
        columns.put("url", link.url());
        return columns;
    }
}
