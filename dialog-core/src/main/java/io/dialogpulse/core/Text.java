package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/** An empty optional text says as little as none at all. */
final class Text {
    private Text() {}

    static @Nullable String orAbsent(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
