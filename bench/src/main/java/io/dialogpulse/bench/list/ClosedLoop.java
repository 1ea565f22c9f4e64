package io.dialogpulse.bench.list;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients who each ask the next question as soon as they have the answer to the last. */
final class ClosedLoop {
    private ClosedLoop() {}

    /** How many milliseconds each answer took. */
    static List<Double> run(List<Side.Client> clients, Questions questions, ListQuery query, long seed, Duration length)
            throws Exception {
        long end = System.nanoTime() + length.toNanos();
        try (var threads = Executors.newFixedThreadPool(clients.size())) {
            List<Callable<List<Double>>> loops = new ArrayList<>();
            for (int i = 0; i < clients.size(); i++) {
                Side.Client client = clients.get(i);
                SplittableRandom random = new SplittableRandom(seed * clients.size() + i);
                loops.add(() -> loop(client, questions, query, random, end));
            }
            List<Double> millis = new ArrayList<>();
            for (Future<List<Double>> loop : threads.invokeAll(loops)) {
                millis.addAll(loop.get());
            }
            return millis;
        }
    }

    private static List<Double> loop(
            Side.Client client, Questions questions, ListQuery query, SplittableRandom random, long end)
            throws Exception {
        List<Double> millis = new ArrayList<>();
        do {
            Question question = questions.next(query, random);
            long begin = System.nanoTime();
            client.ask(question);
            millis.add((System.nanoTime() - begin) / 1e6);
        } while (System.nanoTime() < end);
        return millis;
    }
}
