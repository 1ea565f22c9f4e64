package io.dialogpulse.bench.list;

import java.util.SplittableRandom;

/** Looks whether both sides give the same answers: else their times cannot be compared. */
final class Agreement {
    private static final long SEED = 7;

    private Agreement() {}

    /**
     * Asks both the same questions of every kind.
     *
     * @throws IllegalStateException with the first question that they answer differently
     */
    static void require(Side.Client one, Side.Client other, Questions questions, int ofEach) throws Exception {
        for (ListQuery query : ListQuery.values()) {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < ofEach; i++) {
                Question question = questions.next(query, random);
                Answer first = one.ask(question);
                Answer second = other.ask(question);
                if (!first.agreesWith(second)) {
                    throw new IllegalStateException("different answers to " + question + ":\n" + first + "\n" + second);
                }
                if (first.ids().isEmpty()) {
                    throw new IllegalStateException("nothing matches " + question);
                }
            }
        }
    }
}
