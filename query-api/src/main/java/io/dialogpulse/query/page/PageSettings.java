package io.dialogpulse.query.page;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Keys;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.TokenIssuer;
import io.dialogpulse.schemas.StartException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The {@code query-api.page} section of the settings; each is explained in {@code reference.conf}.
 *
 * @param channelLinks by channel, the address of a dialog's chat, with {@code {clientId}} and {@code {dialogId}}
 * @param demo empty where people log in elsewhere
 */
public record PageSettings(SortedMap<String, String> channelLinks, Optional<DemoLogin> demo) {
    public PageSettings {
        channelLinks = Collections.unmodifiableSortedMap(new TreeMap<>(channelLinks));
    }

    /** Nothing is set. */
    public static PageSettings none() {
        return new PageSettings(Collections.emptySortedMap(), Optional.empty());
    }

    /**
     * Reads the section.
     *
     * @param access whom the installation lets in
     * @param loopback whether only this machine reaches it
     * @throws StartException if a value is not allowed, or strangers could become demo users
     * @throws ConfigException if a value is missing or malformed
     */
    public static PageSettings of(Config section, AccessSettings access, boolean loopback, InstantSource clock) {
        SortedMap<String, String> links = new TreeMap<>();
        for (Map.Entry<String, ConfigValue> link :
                section.getObject("channel-links").entrySet()) {
            String address = link.getValue().unwrapped().toString();
            if (!address.startsWith("https://") && !address.startsWith("http://")) {
                throw new StartException(
                        "query-api.page.channel-links." + link.getKey() + " is \"" + address
                                + "\", neither https nor http",
                        null);
            }
            links.put(link.getKey(), address);
        }
        return new PageSettings(links, demo(section, access, loopback, clock));
    }

    private static Optional<DemoLogin> demo(
            Config section, AccessSettings access, boolean loopback, InstantSource clock) {
        List<? extends ConfigObject> users = section.getObjectList("demo-users");
        if (users.isEmpty()) {
            return Optional.empty();
        }
        if (!loopback || access.anonymous().isEmpty()) {
            throw new StartException(
                    "query-api.page.demo-users has " + users.size()
                            + " users, but anybody may become one of them: listen on loopback, with an anonymous-role",
                    null);
        }
        if (!(access.keys().orElse(null) instanceof Keys.Secret secret)) {
            throw new StartException("query-api.page.demo-users needs query-api.access.secret for its tokens", null);
        }
        return Optional.of(new DemoLogin(
                users.stream().map(user -> user(user.toConfig(), access)).toList(),
                new TokenIssuer(secret, access.claims(), clock)));
    }

    private static Caller user(Config user, AccessSettings access) {
        Role role = access.roles().get(user.getString("role"));
        if (role == null) {
            throw new StartException(
                    "query-api.page.demo-users names the role \"" + user.getString("role")
                            + "\", which is none of query-api.access.roles: "
                            + new TreeSet<>(access.roles().keySet()),
                    null);
        }
        String department = user.hasPath("department") ? user.getString("department") : null;
        return new Caller(user.getString("id"), user.getString("name"), department, role);
    }
}
