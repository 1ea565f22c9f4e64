package io.dialogpulse.standalone.runtime;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.schemas.Settings;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Who may ask an installation on one machine: it has a secret of its own in its data directory, which only the user who
 * runs it can read. Whoever can may make tokens.
 */
public final class LocalAccess {
    private static final String FILE = "access-secret";
    private static final String SETTING = "query-api.access.secret";
    private static final String DEMO_USERS = "query-api.page.demo-users";
    private static final int BYTES = 32;

    private LocalAccess() {}

    /** The setting that holds the secret, which is made at the first start. */
    static Map<String, Object> ensure(DataDirectory data) throws IOException {
        Path file = data.of(FILE);
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            // Under another name first: a file that is there has a whole secret
            Path written = Files.createTempFile(
                    data.path(),
                    FILE,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(written, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Map.of(SETTING, Files.readString(file).strip());
    }

    /**
     * Whom an installation lets in.
     *
     * @param data its data directory; it may be running
     * @throws FileSystemException if no installation has ever been started there
     */
    public static AccessSettings of(Path data) throws IOException {
        Path file = data.resolve(FILE);
        String secret;
        try {
            secret = Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new FileSystemException(
                    data.toString(), null, "neither standalone nor demo has ever been started with --data " + data);
        }
        return AccessSettings.of(
                settings(Map.of(SETTING, secret)).config().getConfig("query-api.access"), "127.0.0.1", true);
    }

    /** What the apps are told on one machine. */
    static Settings settings(Map<String, Object> told) {
        Config settings = ConfigFactory.parseMap(told, "standalone")
                .withFallback(ConfigFactory.parseResources("standalone.conf"))
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();
        // Who has to log in gets nobody to try things as
        boolean open = !settings.getString("query-api.access.anonymous-role").isEmpty();
        return new Settings(
                open ? settings : settings.withValue(DEMO_USERS, ConfigValueFactory.fromIterable(List.of())));
    }
}
