package io.dialogpulse.core;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The contract's one sentence, word by word: {@code fold(sort(distinct(events)))}. */
public final class Histories {
    private Histories() {}

    /** The dialog that a set of events makes, whatever their order and however often each is in it. */
    public static Dialog fold(String dialogId, Collection<? extends DialogEvent> events) {
        Map<EventPosition, DialogEvent> sorted = new TreeMap<>();
        events.forEach(event -> sorted.putIfAbsent(event.position(), event));
        return Dialog.fold(dialogId, sorted.values().iterator());
    }
}
