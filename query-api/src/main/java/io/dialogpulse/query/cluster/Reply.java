package io.dialogpulse.query.cluster;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an instance answers to a {@link Question}.
 *
 * @param partitions those that the answer is made of, none missing; the others that were asked did not answer
 * @param answer null if no partition answered
 * @param asOf everything that these partitions had been given by then is in the answer; epoch milliseconds
 */
record Reply<A>(SortedSet<Integer> partitions, @Nullable A answer, long asOf) {
    static <A> Reply<A> none() {
        return new Reply<>(Collections.unmodifiableSortedSet(new TreeSet<>()), null, Long.MAX_VALUE);
    }
}
