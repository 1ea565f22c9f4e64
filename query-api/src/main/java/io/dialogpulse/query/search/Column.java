package io.dialogpulse.query.search;

import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DialogRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of the dialog list, in the order in which the API answers them. */
public enum Column {
    DIALOG_ID("dialogId", Kind.KEYWORD, DialogRow::getDialogId),
    NUMBER("number", Kind.NUMBER, DialogRow::getNumber),
    LINE_ID("lineId", Kind.KEYWORD, DialogRow::getLineId),
    LINE_NAME("lineName", Kind.LABEL, DialogRow::getLineName),
    DIRECTION("direction", Kind.KEYWORD, DialogRow::getDirection),
    STATUS("status", Kind.KEYWORD, DialogRow::getStatus),
    DETAILED_STATUS("detailedStatus", Kind.KEYWORD, DialogRow::getDetailedStatus),
    SPAM("spam", Kind.FLAG, DialogRow::getSpam),
    CHANNEL("channel", Kind.KEYWORD, DialogRow::getChannel),
    CLIENT_ID("clientId", Kind.KEYWORD, DialogRow::getClientId),
    CLIENT_NAME("clientName", Kind.NAME, DialogRow::getClientName),
    OPERATOR_ID("operatorId", Kind.KEYWORD, DialogRow::getOperatorId),
    OPERATOR_NAME("operatorName", Kind.LABEL, DialogRow::getOperatorName),
    DEPARTMENT_ID("departmentId", Kind.KEYWORD, DialogRow::getDepartmentId),
    PARTICIPANT_IDS("participantIds", Kind.KEYWORDS, DialogRow::getParticipantIds),
    CRM("crm", Kind.LINKS, DialogRow::getCrm),
    PAGE_URL("pageUrl", Kind.PAGE, DialogRow::getPageUrl),
    FORM_FILLED("formFilled", Kind.FLAG, DialogRow::getFormFilled),
    HISTORY_REQUESTED("historyRequested", Kind.FLAG, DialogRow::getHistoryRequested),
    PINNED("pinned", Kind.FLAG, DialogRow::getPinned),
    CLIENT_RATING("clientRating", Kind.RATING, DialogRow::getClientRating),
    MANAGER_RATING("managerRating", Kind.RATING, DialogRow::getManagerRating),
    MANAGER_COMMENT("managerComment", Kind.NAME, DialogRow::getManagerComment),
    CREATED_AT("createdAt", Kind.TIME, DialogRow::getCreatedAt),
    QUEUED_AT("queuedAt", Kind.TIME, DialogRow::getQueuedAt),
    OPERATOR_REPLIED_AT("operatorRepliedAt", Kind.TIME, DialogRow::getOperatorRepliedAt),
    OPERATOR_STARTED_AT("operatorStartedAt", Kind.TIME, DialogRow::getOperatorStartedAt),
    LAST_MESSAGE_AT("lastMessageAt", Kind.TIME, DialogRow::getLastMessageAt),
    OPERATOR_CLOSED_AT("operatorClosedAt", Kind.TIME, DialogRow::getOperatorClosedAt),
    CLOSED_AT("closedAt", Kind.TIME, DialogRow::getClosedAt),
    MODIFIED_AT("modifiedAt", Kind.TIME, DialogRow::getModifiedAt),
    OPEN_QUESTION_AT("openQuestionAt", Kind.TIME, DialogRow::getOpenQuestionAt),
    DUE_AT("dueAt", Kind.TIME, DialogRow::getDueAt),
    REPLY_WAIT_MS("replyWaitMs", Kind.DURATION, DialogRow::getReplyWaitMs),
    START_WAIT_MS("startWaitMs", Kind.DURATION, DialogRow::getStartWaitMs),
    OPERATOR_CLOSE_MS("operatorCloseMs", Kind.DURATION, DialogRow::getOperatorCloseMs),
    DIALOG_MS("dialogMs", Kind.DURATION, DialogRow::getDialogMs),
    FIRST_RESPONSE_MS("firstResponseMs", Kind.DURATION, DialogRow::getFirstResponseMs),
    BOT_MS("botMs", Kind.DURATION, DialogRow::getBotMs),
    TOTAL_RESPONSE_MS("totalResponseMs", Kind.DURATION, DialogRow::getTotalResponseMs),
    AVERAGE_RESPONSE_MS("averageResponseMs", Kind.DURATION, DialogRow::getAverageResponseMs),
    MAX_RESPONSE_MS("maxResponseMs", Kind.DURATION, DialogRow::getMaxResponseMs),
    TARGET_MS("targetMs", Kind.DURATION, DialogRow::getTargetMs),
    MESSAGE_COUNT("messageCount", Kind.COUNT, DialogRow::getMessageCount),
    CLIENT_MESSAGE_COUNT("clientMessageCount", Kind.COUNT, DialogRow::getClientMessageCount),
    OPERATOR_MESSAGE_COUNT("operatorMessageCount", Kind.COUNT, DialogRow::getOperatorMessageCount),
    RESPONSE_COUNT("responseCount", Kind.COUNT, DialogRow::getResponseCount),
    TRANSFER_COUNT("transferCount", Kind.COUNT, DialogRow::getTransferCount),
    REOPEN_COUNT("reopenCount", Kind.COUNT, DialogRow::getReopenCount),
    EVENT_COUNT("eventCount", Kind.COUNT, DialogRow::getEventCount);

    /** What a column holds, which decides how it is indexed, sorted, compared and filtered. */
    public enum Kind {
        /** Text that is taken as a whole. */
        KEYWORD(Order.CODE_POINTS),
        /** What people or things are called. */
        LABEL(Order.COLLATION),
        /** Text by people that is also searched by its words. */
        NAME(Order.COLLATION),
        /** An address that is also searched by its words. */
        PAGE(Order.CODE_POINTS),
        /** Several keywords; sorts by the first. */
        KEYWORDS(Order.CODE_POINTS),
        /** CRM links; sorts by the first link's type and id. */
        LINKS(Order.CODE_POINTS),
        /** Yes or no; no sorts before yes. */
        FLAG(Order.CODE_POINTS),
        /** A whole number that names something. */
        NUMBER(Order.NUMBERS),
        /** How many. */
        COUNT(Order.NUMBERS),
        /** 1 to 5. */
        RATING(Order.NUMBERS),
        /** Milliseconds. */
        DURATION(Order.NUMBERS),
        /** A time, UTC, in milliseconds. */
        TIME(Order.NUMBERS);

        private final Order order;

        Kind(Order order) {
            this.order = order;
        }
    }

    private enum Order {
        NUMBERS,
        CODE_POINTS,
        /** As people order names: {@link Collation}. */
        COLLATION
    }

    private static final Map<String, Column> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Column::apiName, Function.identity()));

    private final String apiName;
    private final Kind kind;
    private final Function<DialogRow, @Nullable Object> getter;

    Column(String apiName, Kind kind, Function<DialogRow, @Nullable Object> getter) {
        this.apiName = apiName;
        this.kind = kind;
        this.getter = getter;
    }

    /** The column with this name in the API. */
    public static Optional<Column> named(String apiName) {
        return Optional.ofNullable(BY_NAME.get(apiName));
    }

    /** The name in the API. */
    public String apiName() {
        return apiName;
    }

    /** What it holds. */
    public Kind kind() {
        return kind;
    }

    /** The row's value as the schema has it; null when absent. */
    public @Nullable Object valueIn(DialogRow row) {
        return getter.apply(row);
    }

    /** Whether it sorts by a number; otherwise by text. */
    public boolean sortsByNumber() {
        return kind.order == Order.NUMBERS;
    }

    /** Whether its words can be asked for. */
    public boolean hasWords() {
        return kind == Kind.NAME || kind == Kind.PAGE;
    }

    /** What the row sorts by: a {@code Long} or a {@code String}, or null, which sorts last in both directions. */
    public @Nullable Object sortKeyIn(DialogRow row) {
        Object value = valueIn(row);
        return switch (value) {
            case null -> null;
            case Instant time -> time.toEpochMilli();
            case Number number -> number.longValue();
            case List<?> list -> list.isEmpty() ? null : keyword(list.getFirst());
            default -> keyword(value);
        };
    }

    /** Compares two sort keys of this column: numbers, or texts. Texts may be equal here and yet differ. */
    int compareKeys(Object one, Object other) {
        return one instanceof Long a && other instanceof Long b
                ? Long.compare(a, b)
                : Arrays.compareUnsigned(textKey(one.toString()), textKey(other.toString()));
    }

    /** The bytes by which a text of this column sorts. */
    public byte[] textKey(String text) {
        return kind.order == Order.COLLATION ? Collation.key(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text by which a value is found and sorted: {@code DEAL 17} for a CRM link. */
    public static String keyword(Object value) {
        return value instanceof CrmLink link ? link.getType() + " " + link.getId() : value.toString();
    }
}
