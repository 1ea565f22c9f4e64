package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestRateTest {
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final RequestRate rate = new RequestRate(new RequestLimits(10, 3, 1), () -> now);

    @Test
    void shouldAllowABurstAndThenTheRate() {
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take("op1")).isEmpty();
        }
        assertThat(rate.take("op1")).hasValue(Duration.ofMillis(100));

        now = now.plusMillis(100);
        assertThat(rate.take("op1")).isEmpty();
        assertThat(rate.take("op1")).isPresent();
    }

    @Test
    void shouldFillUpNoFurtherThanTheBurst() {
        now = now.plusSeconds(3600);
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take("op1")).isEmpty();
        }
        assertThat(rate.take("op1")).isPresent();
    }

    @Test
    void shouldCountEachUserAlone() {
        for (int i = 0; i < 4; i++) {
            rate.take("op1");
        }

        assertThat(rate.take("op2")).isEmpty();
    }
}
