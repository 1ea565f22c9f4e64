package io.dialogpulse.query.cluster;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/**
 * The secret that all instances share. It is never sent: a caller shows that it has it by a token that it has signed
 * with it, for one instance and one minute.
 */
public final class ClusterKey {
    /** The shortest secret, in UTF-8: as long as the signatures are, RFC 7518. */
    public static final int MIN_BYTES = 32;

    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
    private static final String PURPOSE = "dialogpulse-internal:";
    private static final Duration VALID = Duration.ofSeconds(30);
    /** How far the clocks of two instances may differ. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final InstantSource clock;

    /** @throws IllegalArgumentException if the secret is too short */
    public ClusterKey(String secret, InstantSource clock) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException("has " + bytes.length + " bytes, less than " + MIN_BYTES);
        }
        try {
            this.signer = new MACSigner(bytes);
            this.verifier = new MACVerifier(bytes);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("is no key: " + e.getMessage(), e);
        }
        this.clock = clock;
    }

    /** A token that the instance at this address admits, once or often, for half a minute. */
    String tokenFor(String address) {
        Instant now = clock.instant();
        SignedJWT token = new SignedJWT(
                new JWSHeader(ALGORITHM),
                new JWTClaimsSet.Builder()
                        .audience(PURPOSE + address)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(VALID)))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
        return token.serialize();
    }

    /** Whether the token was made with this key, for the instance at this address, a moment ago. */
    boolean admits(String token, String address) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            // The algorithm is ours to choose, not the caller's
            return signed.getHeader().getAlgorithm().equals(ALGORITHM)
                    && signed.verify(verifier)
                    && isFor(address, signed.getJWTClaimsSet());
        } catch (ParseException | JOSEException e) {
            return false;
        }
    }

    private boolean isFor(String address, JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        return Objects.equals(claims.getAudience(), List.of(PURPOSE + address))
                && expires != null
                && now.isBefore(expires.toInstant().plus(SKEW))
                && now.plus(VALID).plus(SKEW).isAfter(expires.toInstant());
    }
}
