package io.dialogpulse.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.Search;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Each partition is answered once, whatever the instances do. */
class AskingTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Presence QUESTION = new Presence();

    @Test
    void shouldAskEachInstanceForItsPartitions() throws IOException {
        Scripted a = new Scripted().answersFor(0, 1);
        Scripted b = new Scripted().answersFor(2);

        var outcome = new Asking(new Table().put(a, 0, 1).put(b, 2), LONG).ask(QUESTION, set(0, 1, 2));

        assertThat(outcome.missing()).isEmpty();
        assertThat(a.asked).containsExactly(set(0, 1));
        assertThat(b.asked).containsExactly(set(2));
    }

    @Test
    void shouldAskAgainOnlyForPartitionsThatDidNotAnswer() throws IOException {
        Scripted a =
                new Scripted().answersFor(0, 1, 2).answersFor(0).answersFor().answersFor(2);
        Asking asking = new Asking(new Table().put(a, 0, 1, 2), LONG);
        asking.ask(QUESTION, set(0, 1, 2));
        a.asked.clear();
        a.answersFor(1);

        var outcome = asking.ask(QUESTION, set(0, 1, 2));

        assertThat(outcome.missing()).isEmpty();
        assertThat(outcome.replies()).extracting(Reply::partitions).containsExactly(set(0), set(2), set(1));
        assertThat(a.asked).containsExactly(set(0, 1, 2), set(1, 2), set(1, 2), set(1));
    }

    @Test
    void shouldFollowAPartitionToItsNewOwner() throws IOException {
        Scripted dead = new Scripted().answersFor(0).fails("connection refused");
        Scripted heir = new Scripted().answersFor(0);
        Table owners = new Table().put(dead, 0);
        Asking asking = new Asking(owners, LONG);
        asking.ask(QUESTION, set(0));
        dead.onFailure = () -> owners.clear().put(heir, 0);

        assertThat(asking.ask(QUESTION, set(0)).missing()).isEmpty();
        assertThat(heir.asked).containsExactly(set(0));
    }

    @Test
    void shouldSayWhichPartitionsAreMissingAndWhyWhenPatienceIsOver() throws IOException {
        Scripted a = new Scripted().answersFor(0);
        Scripted b = new Scripted().fails("connection refused");

        var outcome = new Asking(new Table().put(a, 0).put(b, 1), Duration.ZERO).ask(QUESTION, set(0, 1, 2));

        assertThat(outcome.missing()).isEqualTo(set(1, 2));
        assertThat(outcome.answers()).hasSize(1);
        assertThat(outcome.reasons().get(b)).contains("connection refused");
    }

    @Test
    void shouldNotWaitForPartitionsThatHaveNeverAnswered() throws IOException {
        Scripted starting = new Scripted().answersFor();

        var outcome = new Asking(new Table().put(starting, 0), LONG).ask(QUESTION, set(0));

        assertThat(outcome.missing()).isEqualTo(set(0));
        assertThat(starting.asked).hasSize(1);
    }

    @Test
    void shouldNotAskAgainWhatAnInstanceRefuses() throws IOException {
        InvalidRequest refusal = new InvalidRequest(List.of(new FieldError("q", "is too long")));
        Scripted other = new Scripted().answersFor(0).fails(refusal);
        Asking asking = new Asking(new Table().put(other, 0), LONG);
        asking.ask(QUESTION, set(0));

        assertThatThrownBy(() -> asking.ask(QUESTION, set(0))).isSameAs(refusal);
    }

    @Test
    void shouldRefuseAnAnswerOfAPartitionThatWasNotAsked() {
        Scripted wrong = new Scripted().answersFor(0, 1);

        assertThatThrownBy(() -> new Asking(new Table().put(wrong, 0), LONG).ask(QUESTION, set(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[0, 1]");
    }

    private static SortedSet<Integer> set(Integer... partitions) {
        return new TreeSet<>(Arrays.asList(partitions));
    }

    /** An instance that answers by a script, a line for each time it is asked. */
    private static final class Scripted implements Instance {
        private final Deque<CompletableFuture<SortedSet<Integer>>> script = new ArrayDeque<>();
        private final List<SortedSet<Integer>> asked = new ArrayList<>();
        private Runnable onFailure = () -> {};

        Scripted answersFor(Integer... partitions) {
            script.add(CompletableFuture.completedFuture(set(partitions)));
            return this;
        }

        Scripted fails(String reason) {
            return fails(new IOException(reason));
        }

        Scripted fails(Exception reason) {
            script.add(CompletableFuture.failedFuture(reason));
            return this;
        }

        @Override
        public Optional<RowSource> open(Search search, SortedSet<Integer> partitions, Duration patience) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <A> CompletableFuture<Reply<A>> ask(
                Question<A> question, SortedSet<Integer> partitions, Duration patience) {
            asked.add(new TreeSet<>(partitions));
            CompletableFuture<SortedSet<Integer>> line = script.remove();
            if (line.isCompletedExceptionally()) {
                onFailure.run();
            }
            return line.thenApply(answering -> answering.isEmpty()
                    ? Reply.none()
                    : new Reply<>(answering, question.answerType().cast(true), 1));
        }
    }

    /** Owners that change at the test's hand. */
    private static final class Table implements Owners {
        private final SequencedMap<Instance, SortedSet<Integer>> all = new LinkedHashMap<>();

        Table put(Instance instance, Integer... partitions) {
            all.put(instance, set(partitions));
            return this;
        }

        Table clear() {
            all.clear();
            return this;
        }

        @Override
        public SequencedMap<Instance, SortedSet<Integer>> of(SortedSet<Integer> partitions) {
            SequencedMap<Instance, SortedSet<Integer>> owners = new LinkedHashMap<>();
            all.forEach((instance, owned) -> {
                SortedSet<Integer> wanted = new TreeSet<>(owned);
                wanted.retainAll(partitions);
                if (!wanted.isEmpty()) {
                    owners.put(instance, wanted);
                }
            });
            return owners;
        }
    }
}
