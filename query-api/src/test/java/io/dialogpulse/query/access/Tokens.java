package io.dialogpulse.query.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;

/** Tokens and keys as identity providers and forgers make them. */
final class Tokens {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final String ISSUER = "https://login.example";
    static final String AUDIENCE = "dialogpulse";
    static final String SECRET = "a secret of no less than 32 bytes";

    private Tokens() {}

    /** What a good token says. */
    @SuppressWarnings("JavaUtilDate") // the library's own type
    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("op1")
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim("role", "operator")
                .claim("department", "sales");
    }

    static RSAKey rsa(String id) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(id).generate();
    }

    static ECKey ec(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    static String signed(JWTClaimsSet claims, JWK key) throws JOSEException {
        return key instanceof RSAKey rsa
                ? signed(claims, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()), new RSASSASigner(rsa))
                : signed(
                        claims,
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()),
                        new ECDSASigner(key.toECKey()));
    }

    static String signed(JWTClaimsSet claims, String secret) throws JOSEException {
        return signed(claims, new JWSHeader.Builder(JWSAlgorithm.HS256), new MACSigner(secret));
    }

    static String signed(JWTClaimsSet claims, JWSHeader.Builder header, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header.build(), claims);
        token.sign(signer);
        return token.serialize();
    }
}
