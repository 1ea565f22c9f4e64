package io.dialogpulse.query.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaContactTest {
    private static final Duration SESSION = Duration.ofSeconds(6);

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void shouldBeLostWhenOthersMayHaveThePartitionsUntilKafkaAnswersAgain() {
        KafkaContact contact = new KafkaContact(Optional.of(SESSION), () -> now);
        now = now.plus(SESSION);
        assertThat(contact.lost()).isFalse();

        now = now.plusMillis(1);
        assertThat(contact.lost()).isTrue();

        contact.made();
        assertThat(contact.lost()).isFalse();
    }

    @Test
    void shouldNeverBeLostWhereNobodyElseCouldHaveThePartitions() {
        KafkaContact contact = new KafkaContact(Optional.empty(), () -> now);
        now = now.plus(Duration.ofDays(1));

        assertThat(contact.lost()).isFalse();
        assertThat(contact.due()).isTrue();
    }
}
