package io.dialogpulse.query.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells genuine tokens from others: signature, issuer, audience, and the time. */
final class TokenVerifier {
    private static final Logger log = LoggerFactory.getLogger(TokenVerifier.class);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    // For the keys of the identity provider
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(10);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final InstantSource clock;
    private volatile boolean hadKeys;

    TokenVerifier(Keys keys, InstantSource clock) {
        this.clock = clock;
        processor.setJWSKeySelector(
                switch (keys) {
                    case Keys.Jwks jwks ->
                        new JWSVerificationKeySelector<>(
                                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), remote(jwks.url()));
                    case Keys.Secret secret -> {
                        hadKeys = true;
                        yield new JWSVerificationKeySelector<>(
                                JWSAlgorithm.HS256,
                                new ImmutableSecret<>(secret.secret().getBytes(StandardCharsets.UTF_8)));
                    }
                });
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(
                switch (keys) {
                    case Keys.Jwks jwks -> claims(Optional.of(jwks.issuer()), Optional.of(jwks.audience()));
                    case Keys.Secret secret -> claims(secret.issuer(), secret.audience());
                });
    }

    /**
     * The claims of a token.
     *
     * @throws Unauthorized if it is not genuine, or not valid here and now
     * @throws KeysUnavailable if that cannot be told
     */
    Map<String, Object> verify(String token) {
        try {
            return processor.process(token, null).getClaims();
        } catch (KeySourceException e) {
            if (!hadKeys) {
                log.warn("The keys for tokens cannot be read: {}", e.getMessage());
                throw new KeysUnavailable(e);
            }
            throw refused(e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw refused(e);
        }
    }

    private static Unauthorized refused(Exception reason) {
        log.debug("A token is refused: {}", reason.getMessage());
        return new Unauthorized();
    }

    private JWKSource<SecurityContext> remote(URL url) {
        DefaultResourceRetriever http = new DefaultResourceRetriever(
                Math.toIntExact(CONNECT.toMillis()), Math.toIntExact(READ.toMillis()), MAX_BYTES);
        // A key that is not known is looked for at once, which strangers could provoke: hence the least interval
        return JWKSourceBuilder.<SecurityContext>create(url, address -> retrieve(http, address))
                .cache(KEPT.toMillis(), CONNECT.plus(READ).toMillis())
                .rateLimited(LEAST_INTERVAL.toMillis())
                .outageTolerantForever()
                .build();
    }

    private Resource retrieve(DefaultResourceRetriever http, URL url) throws IOException {
        Resource keys = http.retrieveResource(url);
        try {
            // Whatever answers with a page of another kind has no keys
            hadKeys |= !JWKSet.parse(keys.getContent()).isEmpty();
        } catch (ParseException e) {
            throw new IOException("there is no key set at " + url, e);
        }
        return keys;
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims(Optional<String> issuer, Optional<String> audience) {
        JWTClaimsSet.Builder exactly = new JWTClaimsSet.Builder();
        issuer.ifPresent(exactly::issuer);
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new ClockedClaims(audience.orElse(null), exactly.build(), clock);
        verifier.setMaxClockSkew(Math.toIntExact(CLOCK_SKEW.toSeconds()));
        return verifier;
    }

    private static final class ClockedClaims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        ClockedClaims(@Nullable String audience, JWTClaimsSet exactly, InstantSource clock) {
            super(audience, exactly, Set.of(JWTClaimNames.EXPIRATION_TIME));
            this.clock = clock;
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
