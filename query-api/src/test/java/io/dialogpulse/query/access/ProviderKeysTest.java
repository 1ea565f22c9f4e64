package io.dialogpulse.query.access;

import static io.dialogpulse.query.access.TestAuthentication.assertRefused;
import static io.dialogpulse.query.access.TestAuthentication.byProvider;
import static io.dialogpulse.query.access.TestAuthentication.caller;
import static io.dialogpulse.query.access.Tokens.claims;
import static io.dialogpulse.query.access.Tokens.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keys of an identity provider: they change, and sometimes it is away. */
class ProviderKeysTest {
    private static RSAKey rsa;
    private static RSAKey otherRsa;
    private static ECKey ec;

    private KeyServer server;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        rsa = Tokens.rsa("k1");
        otherRsa = Tokens.rsa("k2");
        ec = Tokens.ec("k3");
    }

    @BeforeEach
    void start() throws IOException {
        server = new KeyServer(rsa.toPublicJWK(), ec.toPublicJWK());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldLearnOfNewKeysWithoutARestart() throws Exception {
        Authentication authentication = byProvider(server);
        JWTClaimsSet claims = claims().build();
        caller(authentication, signed(claims, rsa));

        server.publish(otherRsa.toPublicJWK());

        assertThat(caller(authentication, signed(claims, otherRsa)).userId()).isEqualTo("op1");
        assertRefused(authentication, signed(claims, rsa));
    }

    @Test
    void shouldNotAskTheProviderForEveryUnknownKey() throws Exception {
        Authentication authentication = byProvider(server);
        for (int i = 0; i < 20; i++) {
            assertRefused(authentication, signed(claims().build(), Tokens.ec("unknown" + i)));
        }

        assertThat(server.requests()).isLessThan(5);
        assertThat(caller(authentication, signed(claims().build(), rsa)).userId())
                .isEqualTo("op1");
    }

    @Test
    void shouldGoOnWithTheKeysItHasWhileTheProviderIsAway() throws Exception {
        Authentication authentication = byProvider(server);
        caller(authentication, signed(claims().build(), rsa));

        server.goAway();

        assertThat(caller(authentication, signed(claims().build(), ec)).userId())
                .isEqualTo("op1");
        assertRefused(authentication, signed(claims().build(), otherRsa));
    }

    @Test
    void shouldNotCallATokenWrongWhileItHasNeverSeenAKey() throws Exception {
        server.goAway();
        Authentication authentication = byProvider(server);
        String token = signed(claims().build(), rsa);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> caller(authentication, token)).isInstanceOf(KeysUnavailable.class);
        }
    }
}
