package io.dialogpulse.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.junit.jupiter.api.Test;

class ClusterKeyTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ADDRESS = "10.0.0.7:8080";
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void shouldAdmitWhoHasTheSameSecret() {
        assertThat(key(SECRET, NOW).admits(key(SECRET, NOW).tokenFor(ADDRESS), ADDRESS))
                .isTrue();
    }

    @Test
    void shouldNotAdmitWhoHasAnother() {
        assertThat(key(SECRET, NOW).admits(key(SECRET + "x", NOW).tokenFor(ADDRESS), ADDRESS))
                .isFalse();
    }

    @Test
    void shouldNotAdmitATokenMadeForAnotherInstance() {
        assertThat(key(SECRET, NOW).admits(key(SECRET, NOW).tokenFor("10.0.0.8:8080"), ADDRESS))
                .isFalse();
    }

    @Test
    void shouldNotAdmitATokenForLongerThanAMinuteOrFromTheFuture() {
        String token = key(SECRET, NOW).tokenFor(ADDRESS);

        assertThat(key(SECRET, NOW.plus(Duration.ofSeconds(59))).admits(token, ADDRESS))
                .isTrue();
        assertThat(key(SECRET, NOW.plus(Duration.ofSeconds(61))).admits(token, ADDRESS))
                .isFalse();
        assertThat(key(SECRET, NOW.minus(Duration.ofSeconds(31))).admits(token, ADDRESS))
                .isFalse();
    }

    @Test
    void shouldNotAdmitATokenWithoutSignatureOrNone() {
        String unsigned = new PlainJWT(new JWTClaimsSet.Builder()
                        .audience("dialogpulse-internal:" + ADDRESS)
                        .expirationTime(Date.from(NOW.plusSeconds(30)))
                        .build())
                .serialize();

        assertThat(key(SECRET, NOW).admits(unsigned, ADDRESS)).isFalse();
        assertThat(key(SECRET, NOW).admits("", ADDRESS)).isFalse();
        assertThat(key(SECRET, NOW).admits("a.b.c", ADDRESS)).isFalse();
    }

    @Test
    void shouldNotBeMadeOfAShortSecret() {
        assertThatThrownBy(() -> key(SECRET.substring(1), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has 31 bytes, less than 32");
    }

    private static ClusterKey key(String secret, Instant now) {
        return new ClusterKey(secret, InstantSource.fixed(now));
    }
}
