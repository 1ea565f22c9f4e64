package io.dialogpulse.query.cluster;

import java.util.SequencedMap;
import java.util.SortedSet;

/** Knows which instance has which partitions. */
@FunctionalInterface
interface Owners {
    /**
     * Whom to ask for these partitions, each under one instance at most; absent ones belong to nobody at the moment.
     * This instance comes last, as it answers while the caller waits, and the others meanwhile.
     */
    SequencedMap<Instance, SortedSet<Integer>> of(SortedSet<Integer> partitions);
}
