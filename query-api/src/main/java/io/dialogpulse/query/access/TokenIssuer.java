package io.dialogpulse.query.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;

/** Makes tokens for small installs, which have a secret and no identity provider. */
public final class TokenIssuer {
    private final Keys.Secret secret;
    private final Claims claims;
    private final InstantSource clock;

    public TokenIssuer(Keys.Secret secret, Claims claims, InstantSource clock) {
        this.secret = secret;
        this.claims = claims;
        this.clock = clock;
    }

    /** A token with which {@link Authentication} with the same settings recognises this caller. */
    public String issue(Caller caller, Duration valid) {
        JWTClaimsSet.Builder content = new JWTClaimsSet.Builder();
        // By their whole names, which come before paths when they are read
        content.claim(claims.user(), caller.userId());
        content.claim(claims.role(), caller.role().name());
        if (caller.name() != null) {
            content.claim(claims.name(), caller.name());
        }
        if (caller.department() != null) {
            content.claim(claims.department(), caller.department());
        }
        secret.issuer().ifPresent(content::issuer);
        secret.audience().ifPresent(content::audience);
        content.issueTime(Date.from(clock.instant()));
        content.expirationTime(Date.from(clock.instant().plus(valid)));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                content.build());
        try {
            token.sign(new MACSigner(secret.secret().getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException e) {
            throw new IllegalStateException("a secret of this length always signs", e);
        }
        return token.serialize();
    }
}
