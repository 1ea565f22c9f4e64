package io.dialogpulse.query;

import io.dialogpulse.metrics.CrmEntityType;
import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DetailedStatus;
import io.dialogpulse.metrics.DialogDirection;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows with few distinct values, many absent ones and many ties: what sorting and paging get wrong. */
public final class RandomRows {
    private static final List<String> NAMES = List.of(
            "Анна Ёлкина",
            "анна ёлкина",
            "Анна Е\u0308лкина",
            "Иван Петров",
            "иванов",
            "Ёж",
            "Zoë",
            "zoe",
            "Ann-Marie O'Neil",
            "😀 Smile",
            "Яна",
            "");

    private final Random random;

    public RandomRows(long seed) {
        this.random = new Random(seed);
    }

    /** So many rows with ids of their own. */
    public List<DialogRow> rows(int count) {
        List<DialogRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row("dialog/" + i + (i % 7 == 0 ? " ё|%😀" : "")));
        }
        return rows;
    }

    /** A row of this dialog. */
    public DialogRow row(String dialogId) {
        return DialogRow.newBuilder()
                .setDialogId(dialogId)
                .setNumber(random.nextInt(50))
                .setLineId(orNull(() -> "line" + random.nextInt(4)))
                .setLineName(orNull(() -> "Line " + random.nextInt(4)))
                .setDirection(random.nextBoolean() ? DialogDirection.INBOUND : DialogDirection.OUTBOUND)
                .setStatus(known(Status.values()))
                .setDetailedStatus(known(DetailedStatus.values()))
                .setSpam(random.nextBoolean())
                .setChannel(orNull(() -> random.nextBoolean() ? "telegram" : "vk"))
                .setClientId(orNull(() -> "client" + random.nextInt(20)))
                .setClientName(orNull(() -> NAMES.get(random.nextInt(NAMES.size()))))
                .setOperatorId(orNull(() -> "operator" + random.nextInt(5)))
                .setOperatorName(orNull(() -> NAMES.get(random.nextInt(NAMES.size()))))
                .setDepartmentId(orNull(() -> "department" + random.nextInt(3)))
                .setParticipantIds(list(() -> "operator" + random.nextInt(5)))
                .setCrm(list(() -> CrmLink.newBuilder()
                        .setType(known(CrmEntityType.values()))
                        .setId("entity" + random.nextInt(5))
                        .setUrl(orNull(() -> "https://crm.example/" + random.nextInt(5)))
                        .build()))
                .setPageUrl(orNull(
                        () -> "https://example.com/" + (random.nextBoolean() ? "Цены?p=" : "") + random.nextInt(5)))
                .setFormFilled(random.nextBoolean())
                .setHistoryRequested(random.nextBoolean())
                .setPinned(random.nextBoolean())
                .setClientRating(orNull(() -> 1 + random.nextInt(5)))
                .setManagerRating(orNull(() -> 1 + random.nextInt(5)))
                .setManagerComment(orNull(() -> "comment " + random.nextInt(5)))
                .setCreatedAt(time())
                .setQueuedAt(orNull(this::time))
                .setOperatorRepliedAt(orNull(this::time))
                .setOperatorStartedAt(orNull(this::time))
                .setLastMessageAt(orNull(this::time))
                .setOperatorClosedAt(orNull(this::time))
                .setClosedAt(orNull(this::time))
                .setModifiedAt(time())
                .setOpenQuestionAt(orNull(this::time))
                .setDueAt(orNull(this::time))
                .setReplyWaitMs(orNull(this::duration))
                .setStartWaitMs(orNull(this::duration))
                .setOperatorCloseMs(orNull(this::duration))
                .setDialogMs(orNull(this::duration))
                .setFirstResponseMs(orNull(this::duration))
                .setBotMs(orNull(this::duration))
                .setTotalResponseMs(orNull(this::duration))
                .setAverageResponseMs(orNull(this::duration))
                .setMaxResponseMs(orNull(this::duration))
                .setTargetMs(orNull(this::duration))
                .setMessageCount(random.nextInt(10))
                .setClientMessageCount(random.nextInt(10))
                .setOperatorMessageCount(random.nextInt(10))
                .setResponseCount(random.nextInt(10))
                .setTransferCount(random.nextInt(3))
                .setReopenCount(random.nextInt(3))
                .setEventCount(random.nextInt(30))
                .build();
    }

    private <T> @Nullable T orNull(Supplier<T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }

    /** Any but the last, which stands for symbols that a reader does not know. */
    private <E extends Enum<E>> E known(E[] symbols) {
        List<E> known = List.of(symbols);
        return known.get(random.nextInt(known.size() - 1));
    }

    private <T> List<T> list(Supplier<T> value) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value.get());
        }
        return list;
    }

    private Instant time() {
        Instant time = Instant.ofEpochMilli(1_790_000_000_000L + random.nextInt(40) * 1_000L);
        // Some further away, across changes to summer time, and between seconds
        return random.nextInt(4) == 0
                ? time.plus(Duration.ofHours(random.nextInt(10_000) - 5_000)).plusMillis(random.nextInt(1_000))
                : time;
    }

    private Long duration() {
        return (long) random.nextInt(30);
    }
}
