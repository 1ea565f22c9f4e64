package io.dialogpulse.query.access;

import static io.dialogpulse.query.access.Tokens.AUDIENCE;
import static io.dialogpulse.query.access.Tokens.ISSUER;
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
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JavaUtilDate") // the library's own type
class AuthenticationTest {
    private static final Role OPERATOR = new Role("operator", Map.of(Right.VIEW, Scope.OWN), Set.of());
    private static final Role DIRECTOR = new Role("director", Map.of(Right.VIEW, Scope.ALL), Set.of());
    private static final Claims CLAIMS = new Claims("sub", "name", "department", "role");
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
        Authentication authentication = byProvider();

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
        Authentication authentication = byProvider();
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
        Authentication authentication = byProvider();

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
                byProvider(),
                signed(claims().build(), new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("k1"), new RSASSASigner(rsa)));
        assertRefused(
                bySecret(),
                signed(claims().build(), new JWSHeader.Builder(JWSAlgorithm.HS512), new MACSigner(SECRET.repeat(2))));
    }

    @Test
    void shouldNotTrustAKeyThatTheTokenBrings() throws Exception {
        assertRefused(
                byProvider(),
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
            assertRefused(byProvider(), signed(claims, rsa));
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
    void shouldLearnOfNewKeysWithoutARestart() throws Exception {
        Authentication authentication = byProvider();
        JWTClaimsSet claims = claims().build();
        caller(authentication, signed(claims, rsa));

        server.publish(otherRsa.toPublicJWK());

        assertThat(caller(authentication, signed(claims, otherRsa)).userId()).isEqualTo("op1");
        assertRefused(authentication, signed(claims, rsa));
    }

    @Test
    void shouldNotAskTheProviderForEveryUnknownKey() throws Exception {
        Authentication authentication = byProvider();
        for (int i = 0; i < 20; i++) {
            assertRefused(authentication, signed(claims().build(), Tokens.ec("unknown" + i)));
        }

        assertThat(server.requests()).isLessThan(5);
        assertThat(caller(authentication, signed(claims().build(), rsa)).userId())
                .isEqualTo("op1");
    }

    @Test
    void shouldGoOnWithTheKeysItHasWhileTheProviderIsAway() throws Exception {
        Authentication authentication = byProvider();
        caller(authentication, signed(claims().build(), rsa));

        server.goAway();

        assertThat(caller(authentication, signed(claims().build(), ec)).userId())
                .isEqualTo("op1");
        assertRefused(authentication, signed(claims().build(), otherRsa));
    }

    @Test
    void shouldNotCallATokenWrongWhileItHasNeverSeenAKey() throws Exception {
        server.goAway();
        Authentication authentication = byProvider();
        String token = signed(claims().build(), rsa);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> caller(authentication, token)).isInstanceOf(KeysUnavailable.class);
        }
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

    private static Keys.Secret secret() {
        return new Keys.Secret(SECRET, Optional.of(ISSUER), Optional.of(AUDIENCE));
    }

    private Authentication byProvider() throws IOException {
        return new Authentication(settings(new Keys.Jwks(server.url(), ISSUER, AUDIENCE), CLAIMS), () -> NOW);
    }

    private static Authentication bySecret() {
        return new Authentication(settings(secret(), CLAIMS), () -> NOW);
    }

    private static AccessSettings settings(Keys keys, Claims claims) {
        return new AccessSettings(
                Optional.of(keys), claims, Optional.empty(), Map.of("operator", OPERATOR, "director", DIRECTOR));
    }

    private static Caller caller(Authentication authentication, String token) {
        return authentication.caller("Bearer " + token);
    }

    private static void assertRefused(Authentication authentication, String token) {
        assertThatThrownBy(() -> caller(authentication, token))
                .isInstanceOf(Unauthorized.class)
                .hasMessage("a valid bearer token is needed")
                .hasNoCause();
    }
}
