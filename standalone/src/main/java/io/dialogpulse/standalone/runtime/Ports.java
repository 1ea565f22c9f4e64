package io.dialogpulse.standalone.runtime;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports on loopback that users connect to.
 *
 * @param http the page and the API
 * @param kafka the broker
 * @param registry the schema registry
 */
public record Ports(int http, int kafka, int registry) {
    private static final String HOST = "127.0.0.1";

    /**
     * Checks that all are free, so that nothing is started in vain.
     *
     * @throws BindException naming every port that is taken and the option that changes it
     */
    public void requireFree() throws IOException {
        List<String> taken = new ArrayList<>();
        addIfTaken(taken, http, "the page", "--http");
        addIfTaken(taken, kafka, "the Kafka broker", "--kafka");
        addIfTaken(taken, registry, "the schema registry", "--registry");
        if (!taken.isEmpty()) {
            throw new BindException(String.join("\n", taken));
        }
    }

    private static void addIfTaken(List<String> taken, int port, String user, String option) throws IOException {
        try (var probe = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
            assert probe.isBound();
        } catch (BindException e) {
            taken.add("port %d for %s cannot be used (%s); choose another with %s PORT"
                    .formatted(port, user, e.getMessage(), option));
        }
    }
}
