package io.dialogpulse.warehouse.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a PostgreSQL database is, as everybody writes it: {@code postgresql://user:password@host:port/database}, with
 * parameters of the JDBC driver behind it, e.g. {@code ?sslmode=verify-full}. User and password are percent-encoded.
 *
 * @param server host and port, e.g. {@code db.example.com:5432}
 * @param database the database's name
 * @param user who connects
 * @param password empty where the server asks for none
 * @param parameters {@code name=value}, encoded as in the address
 */
public record PostgresAddress(
        String server, String database, String user, Optional<String> password, List<String> parameters) {
    private static final int DEFAULT_PORT = 5432;

    public PostgresAddress {
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads an address; {@code postgres://} and {@code jdbc:postgresql://} are the same.
     *
     * @throws IllegalArgumentException saying what is wrong, without the password
     */
    public static PostgresAddress parse(String address) {
        URI uri = uri(address.strip().replaceFirst("^jdbc:", ""));
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw malformed("does not begin with postgresql://");
        }
        if (uri.getHost() == null) {
            throw malformed("names no host");
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
            throw malformed("names no database");
        }
        List<String> parameters = new ArrayList<>();
        String user = null;
        String password = null;
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        if (login.length > 0) {
            user = decoded(login[0]);
        }
        if (login.length > 1) {
            password = decoded(login[1]);
        }
        // The JDBC driver's own way to write them: they must not stay in an address that is shown.
        for (String parameter :
                uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
            if (parameter.startsWith("user=")) {
                user = decoded(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                password = decoded(parameter.substring("password=".length()));
            } else {
                parameters.add(parameter);
            }
        }
        if (user == null || user.isEmpty()) {
            throw malformed("names no user");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new PostgresAddress(
                uri.getHost() + ":" + port, path.substring(1), user, Optional.ofNullable(password), parameters);
    }

    /** The same with another password, if there is one. */
    public PostgresAddress withPassword(Optional<String> other) {
        return other.isEmpty() ? this : new PostgresAddress(server, database, user, other, parameters);
    }

    /** The address for JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + serverAndDatabase();
    }

    /** The whole address but the password. */
    public String withoutPassword() {
        return "postgresql://" + encoded(user) + "@" + serverAndDatabase();
    }

    private String serverAndDatabase() {
        return server + "/" + encoded(database) + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The address without user, password and parameters, for people. */
    @Override
    public String toString() {
        return "postgresql://" + server + "/" + database;
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            // The exception quotes the whole address, password included.
            throw malformed("is no URL (" + e.getReason() + "); in user and password, write other characters than "
                    + "letters and digits percent-encoded");
        }
    }

    private static IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException(
                "the database's address " + what + "; it has to be like postgresql://user:password@host:5432/database");
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
