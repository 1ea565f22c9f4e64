package io.dialogpulse.standalone.simulation;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The dice of a simulation: the same seed throws the same. */
final class Chance {
    private static final RandomGeneratorFactory<RandomGenerator> GENERATOR =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final RandomGenerator random;

    Chance(long seed) {
        random = GENERATOR.create(seed);
    }

    /** True in that many of a hundred throws. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Both ends included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Short ones far more often than long ones, as people's pauses are. */
    Duration pause(Duration shortest, Duration longest) {
        double skewed = Math.pow(random.nextDouble(), 3);
        return shortest.plusMillis((long) (longest.minus(shortest).toMillis() * skewed));
    }

    /** The gap to the next of many independent arrivals. */
    Duration gap(Duration mean) {
        return Duration.ofMillis((long) (mean.toMillis() * random.nextExponential()));
    }

    long seed() {
        return random.nextLong();
    }
}
