package io.dialogpulse.query.access;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells who is asking. */
public final class Authentication {
    private static final String SCHEME = "Bearer ";
    private static final String LOCAL_USER = "local";

    private final Optional<TokenVerifier> tokens;
    private final Optional<Caller> anonymous;
    private final Claims claims;
    private final Map<String, Role> roles;

    public Authentication(AccessSettings settings, InstantSource clock) {
        this.tokens = settings.keys().map(keys -> new TokenVerifier(keys, clock));
        this.anonymous = settings.anonymous().map(role -> new Caller(LOCAL_USER, null, role));
        this.claims = settings.claims();
        this.roles = settings.roles();
    }

    /** Whether requests without a token are answered. */
    public boolean allowsAnonymous() {
        return anonymous.isPresent();
    }

    /**
     * Who sends a request.
     *
     * @param authorization the header of that name; null if there is none
     * @throws Unauthorized if a token is needed and missing, or the one that is there is not accepted
     * @throws Forbidden if the token names none of the roles
     * @throws KeysUnavailable if tokens cannot be checked at the moment
     */
    public Caller caller(@Nullable String authorization) {
        if (authorization == null) {
            return anonymous.orElseThrow(Unauthorized::new);
        }
        // A token that is wrong never makes somebody anonymous: whoever sends one wants to be somebody
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthorized();
        }
        String token = authorization.substring(SCHEME.length()).strip();
        Map<String, Object> said = tokens.orElseThrow(Unauthorized::new).verify(token);
        String user = first(said, claims.user()).orElseThrow(Unauthorized::new);
        Role role = Claims.texts(said, claims.role()).stream()
                .map(roles::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new Forbidden("the token names no role that is known here"));
        return new Caller(
                user,
                first(said, claims.name()).orElse(null),
                first(said, claims.department()).orElse(null),
                role);
    }

    private static Optional<String> first(Map<String, Object> said, String path) {
        return Claims.texts(said, path).stream().findFirst();
    }
}
