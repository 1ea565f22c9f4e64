package io.dialogpulse.query;

import io.dialogpulse.metrics.EntryType;
import io.dialogpulse.metrics.PersonRole;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.schemas.TimelineKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Entries of histories: messages with few distinct words, and status changes. */
public final class RandomEntries {
    private static final int MESSAGE_RANK = 2;
    private static final int STATUS_RANK = 1;
    private static final int MOST_WORDS = 5;

    private static final List<String> WORDS = List.of(
            "возврат",
            "возвраты",
            "Возврата,",
            "заказ.Когда",
            "заказы",
            "ёлка",
            "ЕЛКИ",
            "звони\u0301те",
            "иванов",
            "иванова",
            "order",
            "Orders!",
            "ordering",
            "naïve",
            "shop.example",
            "1042",
            "😀",
            "и",
            "the");

    private final Random random;

    public RandomEntries(long seed) {
        this.random = new Random(seed);
    }

    /** An entry with this key. */
    public TimelineEntry entry(String key) {
        String[] parts = key.split("\\|", 4);
        boolean message = Integer.parseInt(parts[2]) == MESSAGE_RANK;
        return TimelineEntry.newBuilder()
                .setDialogId(TimelineKey.dialogIdOf(key))
                .setEventId(parts[3])
                .setOccurredAt(Instant.ofEpochMilli(Long.parseLong(parts[1])))
                .setType(message ? EntryType.MESSAGE : EntryType.PINNED)
                .setPersonRole(message ? PersonRole.CLIENT : PersonRole.OPERATOR)
                .setText(message ? text() : null)
                .setCrm(List.of())
                .setPinned(message ? null : random.nextBoolean())
                .build();
    }

    /** A key of this dialog's, at one of few times. */
    public String key(String dialogId, String eventId) {
        long occurredAt = 1_790_000_000_000L + random.nextInt(40) * 1_000L;
        int rank = random.nextInt(4) == 0 ? STATUS_RANK : MESSAGE_RANK;
        return new TimelineKey(dialogId, occurredAt, rank, eventId).toString();
    }

    private String text() {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(MOST_WORDS); i > 0; i--) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(" ", words);
    }
}
