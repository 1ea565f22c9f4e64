package io.dialogpulse.query.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Texts of few words, with what a reader takes for the same word told beside them instead of worked out. */
final class RandomTexts {
    private static final int MOST_WORDS = 4;
    private static final int RARELY = 2_000;

    /**
     * A word as it may stand in a text.
     *
     * @param folded as somebody types it who cares neither for case nor for accents
     * @param meaning the same for all forms of a word
     */
    record Word(String written, String folded, String meaning) {}

    private static final List<Word> COMMON = List.of(
            new Word("возврат", "возврат", "return"),
            new Word("Возврата", "возврата", "return"),
            new Word("ВОЗВРАТЫ", "возвраты", "return"),
            new Word("ёлка", "елка", "tree"),
            new Word("Ёлки", "елки", "tree"),
            new Word("е\u0308лку", "елку", "tree"),
            new Word("звони\u0301те", "звоните", "call"),
            new Word("звонил", "звонил", "call"),
            new Word("и\u0306огурт", "йогурт", "yoghurt"),
            new Word("йогурты", "йогурты", "yoghurt"),
            new Word("order", "order", "order"),
            new Word("Orders", "orders", "order"),
            new Word("ordering", "ordering", "order"),
            new Word("naïve", "naive", "naive"),
            new Word("nai\u0308ve", "naive", "naive"),
            new Word("1042", "1042", "1042"),
            new Word("10", "10", "10"));

    private static final List<Word> RARE = List.of(
            new Word("редкость", "редкость", "rarity"),
            new Word("редкостью", "редкостью", "rarity"),
            new Word("unicorns", "unicorns", "unicorn"));

    /** All words. */
    static final List<Word> ALL = Stream.concat(COMMON.stream(), RARE.stream()).toList();

    private static final List<String> BETWEEN = List.of(" ", ", ", "! ", ".", ":", "_", "/", " — ", "\n");

    private final Random random;

    RandomTexts(long seed) {
        this.random = new Random(seed);
    }

    /** Any word, rare ones as often as others: for asking. */
    Word word() {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /** The words of a text, rare ones rarely. */
    List<Word> words() {
        List<Word> words = new ArrayList<>();
        for (int i = random.nextInt(MOST_WORDS); i > 0; i--) {
            List<Word> from = random.nextInt(RARELY) == 0 ? RARE : COMMON;
            words.add(from.get(random.nextInt(from.size())));
        }
        return words;
    }

    /** A text of these words. */
    String text(List<Word> words) {
        StringBuilder text = new StringBuilder();
        for (Word word : words) {
            text.append(word.written()).append(BETWEEN.get(random.nextInt(BETWEEN.size())));
        }
        return text.toString();
    }
}
