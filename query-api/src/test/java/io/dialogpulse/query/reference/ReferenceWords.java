package io.dialogpulse.query.reference;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Words as people look for them: without case and accents, ё as е; й is a letter of its own. */
final class ReferenceWords {
    private ReferenceWords() {}

    static List<String> of(String column, String text) {
        String separators = column.equals("pageUrl") ? "[^\\p{L}\\p{N}]+" : "[^\\p{L}\\p{N}']+";
        return Arrays.stream(folded(text).split(separators, -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Tells whether a word is the one that was asked for, {@code ann} or {@code an*}. */
    static Predicate<String> matches(String asked) {
        String text = folded(asked);
        return text.endsWith("*") ? word -> word.startsWith(text.substring(0, text.length() - 1)) : text::equals;
    }

    private static String folded(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String kept = lower.replace("й", "\uE000");
        return Normalizer.normalize(kept, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("\uE000", "й");
    }
}
