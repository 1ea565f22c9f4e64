package io.dialogpulse.standalone.command;

import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Keys;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.TokenIssuer;
import io.dialogpulse.standalone.runtime.LocalAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        description = "Prints an access token for a running standalone or demo.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "the installation's data directory")
    private Path data = Path.of("");

    @Option(names = "--user", paramLabel = "ID", required = true, description = "the user's id, as in events")
    private String user = "";

    @Option(names = "--role", paramLabel = "ROLE", required = true, description = "e.g. operator or director")
    private String role = "";

    @Option(names = "--name", paramLabel = "NAME", description = "what the user is called")
    private @Nullable String name;

    @Option(names = "--department", paramLabel = "ID", description = "the user's department")
    private @Nullable String department;

    @Option(
            names = "--valid",
            paramLabel = "DURATION",
            defaultValue = "PT12H",
            description = "how long it is valid, ISO-8601 (default: ${DEFAULT-VALUE})")
    private Duration valid = Duration.ZERO;

    @Override
    public Integer call() throws Exception {
        AccessSettings access = LocalAccess.of(data);
        Role known = access.roles().get(role);
        if (known == null) {
            throw new IllegalArgumentException("there is no role \"" + role + "\", but "
                    + new TreeSet<>(access.roles().keySet()));
        }
        if (user.isBlank()) {
            throw new IllegalArgumentException("--user is blank");
        }
        if (!valid.isPositive()) {
            throw new IllegalArgumentException("--valid is " + valid + ", which is not in the future");
        }
        if (!(access.keys().orElseThrow() instanceof Keys.Secret secret)) {
            throw new IllegalStateException("the installation takes tokens of an identity provider");
        }
        System.out.println(new TokenIssuer(secret, access.claims(), InstantSource.system())
                .issue(new Caller(user, name, department, known), valid));
        return 0;
    }
}
