package io.dialogpulse.query.access;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import io.dialogpulse.schemas.StartException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The {@code query-api.access} section of the settings; each is explained in {@code reference.conf}.
 *
 * @param keys what tokens are checked with; empty: there are no tokens
 * @param anonymous the role of requests without a token; empty: they are refused
 * @param roles by name
 */
public record AccessSettings(Optional<Keys> keys, Claims claims, Optional<Role> anonymous, Map<String, Role> roles) {
    private static final String LOCAL_ROLE = "administrator";

    public AccessSettings {
        roles = Map.copyOf(roles);
    }

    /**
     * Reads the section.
     *
     * @param host the address to listen on
     * @param loopback whether only this machine reaches it
     * @throws StartException if a value is not allowed, or strangers would get in
     * @throws ConfigException if a value is missing or malformed
     */
    public static AccessSettings of(Config section, String host, boolean loopback) {
        Optional<Keys> keys = keys(section);
        if (keys.isEmpty() && !loopback) {
            throw new StartException(
                    "query-api.http.host is \"" + host
                            + "\", which other machines reach, but nothing says who may ask: "
                            + "set query-api.access.jwks-url or query-api.access.secret, or listen on loopback, "
                            + "e.g. 127.0.0.1",
                    null);
        }
        Map<String, Role> roles = roles(section.getObject("roles"));
        Config claims = section.getConfig("claims");
        return new AccessSettings(
                keys,
                new Claims(
                        claims.getString("user"),
                        claims.getString("name"),
                        claims.getString("department"),
                        claims.getString("role")),
                anonymous(section.getString("anonymous-role"), keys, roles, loopback),
                roles);
    }

    private static Optional<Keys> keys(Config section) {
        String url = section.getString("jwks-url");
        String secret = section.getString("secret");
        Optional<String> issuer = given(section.getString("issuer"));
        Optional<String> audience = given(section.getString("audience"));
        if (!url.isEmpty() && !secret.isEmpty()) {
            throw new StartException("query-api.access has both jwks-url and secret: set one of them", null);
        }
        if (!url.isEmpty()) {
            return Optional.of(new Keys.Jwks(
                    url(url),
                    issuer.orElseThrow(() -> neededWithUrl("issuer")),
                    audience.orElseThrow(() -> neededWithUrl("audience"))));
        }
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < Keys.Secret.LEAST_BYTES) {
            throw new StartException(
                    "query-api.access.secret has " + bytes + " bytes, but must have at least "
                            + Keys.Secret.LEAST_BYTES,
                    null);
        }
        return Optional.of(new Keys.Secret(secret, issuer, audience));
    }

    private static StartException neededWithUrl(String name) {
        return new StartException(
                "query-api.access." + name + " is empty: with jwks-url it is needed, or tokens that the same provider "
                        + "made for others would be accepted here",
                null);
    }

    private static URL url(String text) {
        try {
            URL url = URI.create(text).toURL();
            if (Set.of("http", "https").contains(url.getProtocol())) {
                return url;
            }
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new StartException("query-api.access.jwks-url is \"" + text + "\", which is no URL", e);
        }
        throw new StartException("query-api.access.jwks-url is \"" + text + "\", neither http nor https", null);
    }

    private static Optional<String> given(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<Role> anonymous(
            String name, Optional<Keys> keys, Map<String, Role> roles, boolean loopback) {
        if (name.isEmpty()) {
            return keys.isPresent() ? Optional.empty() : Optional.of(known(LOCAL_ROLE, roles));
        }
        if (!loopback) {
            throw new StartException(
                    "query-api.access.anonymous-role is \"" + name
                            + "\", but other machines reach this one: requests without a token would come from anybody",
                    null);
        }
        return Optional.of(known(name, roles));
    }

    private static Role known(String name, Map<String, Role> roles) {
        Role role = roles.get(name);
        if (role == null) {
            throw new StartException(
                    "query-api.access.anonymous-role is \"" + name + "\", which is none of query-api.access.roles: "
                            + new TreeSet<>(roles.keySet()),
                    null);
        }
        return role;
    }

    private static Map<String, Role> roles(ConfigObject section) {
        Map<String, Role> roles = new HashMap<>();
        for (String name : section.keySet()) {
            String path = "query-api.access.roles." + name;
            if (!(section.get(name) instanceof ConfigObject role)) {
                throw new StartException(
                        path + " is " + section.get(name).unwrapped() + ", not a group of rights", null);
            }
            roles.put(name, role(name, path, role.toConfig()));
        }
        return roles;
    }

    private static Role role(String name, String path, Config role) {
        Map<Right, Scope> scopes = new EnumMap<>(Right.class);
        Set<String> unknown = new TreeSet<>(role.root().keySet());
        for (Right right : Right.values()) {
            String key = key(right);
            unknown.remove(key);
            if (role.hasPath(key)) {
                scopes.put(right, scope(path + "." + key, role.getString(key)));
            }
        }
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            String key = key(permission);
            unknown.remove(key);
            if (role.hasPath(key) && role.getBoolean(key)) {
                permissions.add(permission);
            }
        }
        if (!unknown.isEmpty()) {
            throw new StartException(path + " has no right " + unknown, null);
        }
        return new Role(name, scopes, permissions);
    }

    private static String key(Enum<?> right) {
        return right.name().toLowerCase(Locale.ROOT);
    }

    private static Scope scope(String path, String text) {
        return Arrays.stream(Scope.values())
                .filter(scope -> key(scope).equals(text))
                .findFirst()
                .orElseThrow(() -> new StartException(
                        path + " is \"" + text + "\", not one of "
                                + Arrays.stream(Scope.values())
                                        .map(AccessSettings::key)
                                        .collect(Collectors.joining(", ")),
                        null));
    }
}
