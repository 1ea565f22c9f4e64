package io.dialogpulse.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.events.Opened;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.schemas.EventRules;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DialogLoadTest {
    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");

    @Test
    void shouldKeepTheRulesOfInputEvents() {
        assertThat(records(10_000))
                .allSatisfy(record -> assertThat(
                                EventRules.check((SpecificRecord) record.value(), record.key(), record.timestamp()))
                        .isEmpty());
    }

    @Test
    void shouldGiveTheSameForTheSameSeed() {
        assertThat(records(1_000)).isEqualTo(records(1_000));
    }

    @Test
    void shouldGiveEveryDialogTwelveEvents() {
        DialogLoad load = new DialogLoad("d", 1, 1);
        IntStream.range(0, 120).forEach(i -> load.next(START.plusMillis(i)));

        assertThat(load.dialogs()).isEqualTo(10);
    }

    @Test
    void shouldBringAllDialogsToTheGivenLine() {
        DialogLoad load = new DialogLoad("d", List.of("busy"), 1, 100);
        List<String> lines = IntStream.range(0, 1_000)
                .mapToObj(i -> load.next(START.plusMillis(i)).value())
                .filter(value -> value instanceof StatusEvent status && status.getChange() instanceof Opened)
                .map(value -> ((Opened) ((StatusEvent) value).getChange()).getLineId())
                .distinct()
                .toList();

        assertThat(lines).containsExactly("line-busy");
    }

    private static List<ProducerRecord<String, Object>> records(int count) {
        DialogLoad load = new DialogLoad("d", 1, 100);
        return IntStream.range(0, count)
                .mapToObj(i -> load.next(START.plusMillis(i)))
                .toList();
    }
}
