package io.dialogpulse.query.search;

import java.util.Arrays;
import java.util.List;

/** Reads words as they are asked for: apart by blanks, with {@code *} behind the beginning of a word. */
final class WordText {
    private static final char ANY_ENDING = '*';

    private WordText() {}

    /** What has a letter or a digit; may be none. */
    static List<Filter.Word> words(String text) {
        return Arrays.stream(text.strip().split("\\s+", -1))
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .map(WordText::word)
                .toList();
    }

    private static Filter.Word word(String text) {
        return text.charAt(text.length() - 1) == ANY_ENDING
                ? new Filter.Word(text.substring(0, text.length() - 1), true)
                : new Filter.Word(text, false);
    }
}
