package io.dialogpulse.query.access;

import java.net.URL;
import java.util.Optional;

/** What tokens are checked with. It also says which algorithms are accepted; a token's header never does. */
public sealed interface Keys {
    /**
     * The public keys of an identity provider; tokens are RS256 or ES256.
     *
     * @param url answers a JWK set; keys may be added and removed at any time
     * @param issuer what a token's {@code iss} must be
     * @param audience what must be in a token's {@code aud}, or any token of that provider would open this app
     */
    record Jwks(URL url, String issuer, String audience) implements Keys {}

    /**
     * A secret that this app shares with whoever makes tokens; tokens are HS256.
     *
     * @param secret at least {@link #LEAST_BYTES} bytes in UTF-8
     * @param issuer what {@code iss} must be; empty if it does not matter
     * @param audience what must be in {@code aud}; empty if it does not matter
     */
    record Secret(String secret, Optional<String> issuer, Optional<String> audience) implements Keys {
        /** As long as HS256's hash: RFC 7518 asks for no less. */
        public static final int LEAST_BYTES = 32;

        /** Tells nothing. */
        @Override
        public String toString() {
            return "Secret[…]";
        }
    }
}
