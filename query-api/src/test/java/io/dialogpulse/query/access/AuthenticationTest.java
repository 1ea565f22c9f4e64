package io.dialogpulse.query.access;

import static io.dialogpulse.query.access.TestAuthentication.CLAIMS;
import static io.dialogpulse.query.access.TestAuthentication.DIRECTOR;
import static io.dialogpulse.query.access.TestAuthentication.OPERATOR;
import static io.dialogpulse.query.access.TestAuthentication.assertRefused;
import static io.dialogpulse.query.access.TestAuthentication.byProvider;
import static io.dialogpulse.query.access.TestAuthentication.bySecret;
import static io.dialogpulse.query.access.TestAuthentication.caller;
import static io.dialogpulse.query.access.TestAuthentication.secret;
import static io.dialogpulse.query.access.TestAuthentication.settings;
import static io.dialogpulse.query.access.Tokens.NOW;
import static io.dialogpulse.query.access.Tokens.SECRET;
import static io.dialogpulse.query.access.Tokens.claims;
import static io.dialogpulse.query.access.Tokens.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JavaUtilDate") // the library's own type
class AuthenticationTest {
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
    void shouldKnowTheCallerByATokenOfTheProvider() throws Exception {
        Authentication authentication = byProvider(server);

        for (JWK key : List.of(rsa, ec)) {
            assertThat(caller(authentication, signed(claims().build(), key)))
                    .isEqualTo(new Caller("op1", "sales", OPERATOR));
        }
    }

    @Test
    void shouldKnowTheCallerByATokenOfTheSecret() throws Exception {
        assertThat(caller(bySecret(), signed(claims().build(), SECRET)))
                .isEqualTo(new Caller("op1", "sales", OPERATOR));
    }

    @Test
    void shouldAcceptWhatItIssues() {
        Keys.Secret secret = secret();
        Caller caller = new Caller("op2", "Olga", "support", DIRECTOR);

        String token = new TokenIssuer(secret, CLAIMS, () -> NOW).issue(caller, Duration.ofHours(1));

        assertThat(caller(bySecret(), token)).isEqualTo(caller);
    }

    @Test
    void shouldRefuseWhatIsNotSignedByAKeyOfTheProvider() throws Exception {
        Authentication authentication = byProvider(server);
        JWTClaimsSet claims = claims().build();
        String good = signed(claims, rsa);
        RSAKey sameName = Tokens.rsa("k1");

        assertRefused(authentication, signed(claims, otherRsa));
        assertRefused(authentication, signed(claims, sameName));
        assertRefused(authentication, new PlainJWT(claims).serialize());
        assertRefused(authentication, good.substring(0, good.lastIndexOf('.') + 1));
        assertRefused(authentication, good.substring(0, good.lastIndexOf('.')));
        assertRefused(
                authentication, swapped(good, signed(claims().subject("op2").build(), rsa)));
        assertRefused(authentication, signed(claims, SECRET));
        assertRefused(authentication, "");
        assertRefused(authentication, "no token");
    }

    @Test
    void shouldNotTakeAPublicKeyForASecret() throws Exception {
        byte[] publicKey = rsa.toRSAPublicKey().getEncoded();
        byte[] asJson = rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        server.publish(
                rsa.toPublicJWK(),
                new OctetSequenceKey.Builder(publicKey).keyID("k4").build());
        Authentication authentication = byProvider(server);

        for (byte[] secret : List.of(publicKey, asJson)) {
            for (String key : List.of("k1", "k4")) {
                assertRefused(
                        authentication,
                        signed(
                                claims().build(),
                                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key),
                                new MACSigner(secret)));
            }
        }
    }

    @Test
    void shouldRefuseOtherAlgorithmsOfTheSameKey() throws Exception {
        assertRefused(
                byProvider(server),
                signed(claims().build(), new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("k1"), new RSASSASigner(rsa)));
        assertRefused(
                bySecret(),
                signed(claims().build(), new JWSHeader.Builder(JWSAlgorithm.HS512), new MACSigner(SECRET.repeat(2))));
    }

    @Test
    void shouldNotTrustAKeyThatTheTokenBrings() throws Exception {
        assertRefused(
                byProvider(server),
                signed(
                        claims().build(),
                        new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(otherRsa.toPublicJWK()),
                        new RSASSASigner(otherRsa)));
    }

    @Test
    void shouldRefuseWhatWasMadeForOthersOrByOthers() throws Exception {
        for (JWTClaimsSet claims : List.of(
                claims().issuer("https://other.example").build(),
                claims().issuer(null).build(),
                claims().audience("another-app").build(),
                claims().audience((String) null).build(),
                claims().subject(null).build(),
                claims().subject(" ").build())) {
            assertRefused(byProvider(server), signed(claims, rsa));
            assertRefused(bySecret(), signed(claims, SECRET));
        }
    }

    @Test
    void shouldRefuseWhatIsNotValidNow() throws Exception {
        Duration skew = Duration.ofSeconds(30);
        assertRefused(bySecret(), signed(claims().expirationTime(null).build(), SECRET));
        assertRefused(bySecret(), signed(expiring(NOW.minus(skew).minusSeconds(1)), SECRET));
        assertRefused(
                bySecret(),
                signed(
                        claims().notBeforeTime(Date.from(NOW.plus(skew).plusSeconds(1)))
                                .build(),
                        SECRET));

        assertThat(caller(bySecret(), signed(expiring(NOW.minus(skew).plusSeconds(1)), SECRET))
                        .userId())
                .isEqualTo("op1");
    }

    @Test
    void shouldTakeTheFirstRoleOfAListThatIsKnown() throws Exception {
        Authentication authentication = new Authentication(
                settings(secret(), new Claims("https://x.example/user.id", "name", "org.units", "realm_access.roles")),
                () -> NOW);
        JWTClaimsSet claims = claims().claim("https://x.example/user.id", "op7")
                .claim("org", Map.of("units", List.of("support", "sales")))
                .claim("realm_access", Map.of("roles", List.of("offline_access", 7, "director", "operator")))
                .build();

        assertThat(caller(authentication, signed(claims, SECRET))).isEqualTo(new Caller("op7", "support", DIRECTOR));
    }

    @Test
    void shouldForbidEverythingToUnknownRoles() throws Exception {
        for (JWTClaimsSet claims : List.of(
                claims().claim("role", "king").build(),
                claims().claim("role", null).build(),
                claims().claim("role", List.of()).build(),
                claims().claim("role", Map.of("operator", true)).build())) {
            assertThatThrownBy(() -> caller(bySecret(), signed(claims, SECRET))).isInstanceOf(Forbidden.class);
        }
    }

    @Test
    void shouldTakeRequestsWithoutATokenForTheAnonymousRoleOnlyIfThereIsOne() throws Exception {
        AccessSettings local =
                new AccessSettings(Optional.of(secret()), CLAIMS, Optional.of(DIRECTOR), Map.of("operator", OPERATOR));
        Authentication authentication = new Authentication(local, () -> NOW);

        assertThat(authentication.caller(null).role()).isEqualTo(DIRECTOR);
        assertThat(caller(authentication, signed(claims().build(), SECRET)).role())
                .isEqualTo(OPERATOR);
        assertRefused(authentication, signed(expiring(NOW.minusSeconds(600)), SECRET));
        assertThatThrownBy(() -> authentication.caller("Basic b3A6b3A=")).isInstanceOf(Unauthorized.class);
        assertThatThrownBy(() -> bySecret().caller(null)).isInstanceOf(Unauthorized.class);
    }

    @Test
    void shouldRefuseTokensWhereThereIsNothingToCheckThemWith() throws Exception {
        AccessSettings open = new AccessSettings(Optional.empty(), CLAIMS, Optional.of(DIRECTOR), Map.of());

        assertRefused(new Authentication(open, () -> NOW), signed(claims().build(), SECRET));
    }

    private static JWTClaimsSet expiring(Instant time) {
        return claims().expirationTime(Date.from(time)).build();
    }

    private static String swapped(String token, String other) {
        return other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
    }
}
