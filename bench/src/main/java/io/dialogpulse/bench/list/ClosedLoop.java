package io.dialogpulse.bench.list;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Clients who each ask the next question as soon as they have the answer to the last.
 *
 * @param questions the next one each time; the same random numbers give the same questions
 * @param length how long they go on
 */
record ClosedLoop<Q>(Function<SplittableRandom, Q> questions, Duration length) {

    /** Somebody who asks, one question at a time. */
    interface Client<Q> {
        /** Returns when the answer is there. */
        Object ask(Q question) throws Exception;
    }

    /** How many milliseconds each answer took. */
    List<Double> run(List<? extends Client<Q>> clients, long seed) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        try (var threads = Executors.newFixedThreadPool(clients.size())) {
            List<Callable<List<Double>>> loops = new ArrayList<>();
            for (int i = 0; i < clients.size(); i++) {
                Client<Q> client = clients.get(i);
                SplittableRandom random = new SplittableRandom(seed * clients.size() + i);
                loops.add(() -> loop(client, random, end));
            }
            List<Double> millis = new ArrayList<>();
            for (Future<List<Double>> loop : threads.invokeAll(loops)) {
                millis.addAll(loop.get());
            }
            return millis;
        }
    }

    private List<Double> loop(Client<Q> client, SplittableRandom random, long end) throws Exception {
        List<Double> millis = new ArrayList<>();
        do {
            Q question = questions.apply(random);
            long begin = System.nanoTime();
            client.ask(question);
            millis.add((System.nanoTime() - begin) / 1e6);
        } while (System.nanoTime() < end);
        return millis;
    }
}
