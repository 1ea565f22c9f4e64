package io.dialogpulse.query.page;

import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lets whoever sits at this machine be any of its demo users. */
public final class DemoLogin {
    private static final Duration VALID = Duration.ofHours(12);

    private final List<Caller> users;
    private final TokenIssuer issuer;

    DemoLogin(List<Caller> users, TokenIssuer issuer) {
        this.users = List.copyOf(users);
        this.issuer = issuer;
    }

    /** In the order of the settings. */
    public List<Caller> users() {
        return users;
    }

    /**
     * A token to work as a demo user, for half a day.
     *
     * @param userId whom; empty is answered for others than the demo users
     */
    public Optional<String> tokenOf(String userId) {
        return users.stream()
                .filter(caller -> caller.userId().equals(userId))
                .findFirst()
                .map(caller -> issuer.issue(caller, VALID));
    }
}
