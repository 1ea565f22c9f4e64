package io.dialogpulse.query.access;

import static io.dialogpulse.query.access.Tokens.AUDIENCE;
import static io.dialogpulse.query.access.Tokens.ISSUER;
import static io.dialogpulse.query.access.Tokens.NOW;
import static io.dialogpulse.query.access.Tokens.SECRET;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Authentication by a provider or by a secret, and what it makes of tokens. */
final class TestAuthentication {
    static final Role OPERATOR = new Role("operator", Map.of(Right.VIEW, Scope.OWN), Set.of());
    static final Role DIRECTOR = new Role("director", Map.of(Right.VIEW, Scope.ALL), Set.of());
    static final Claims CLAIMS = new Claims("sub", "name", "department", "role");

    private TestAuthentication() {}

    static Keys.Secret secret() {
        return new Keys.Secret(SECRET, Optional.of(ISSUER), Optional.of(AUDIENCE));
    }

    static Authentication byProvider(KeyServer server) throws IOException {
        return new Authentication(settings(new Keys.Jwks(server.url(), ISSUER, AUDIENCE), CLAIMS), () -> NOW);
    }

    static Authentication bySecret() {
        return new Authentication(settings(secret(), CLAIMS), () -> NOW);
    }

    static AccessSettings settings(Keys keys, Claims claims) {
        return new AccessSettings(
                Optional.of(keys), claims, Optional.empty(), Map.of("operator", OPERATOR, "director", DIRECTOR));
    }

    static Caller caller(Authentication authentication, String token) {
        return authentication.caller("Bearer " + token);
    }

    static void assertRefused(Authentication authentication, String token) {
        assertThatThrownBy(() -> caller(authentication, token))
                .isInstanceOf(Unauthorized.class)
                .hasMessage("a valid bearer token is needed")
                .hasNoCause();
    }
}
