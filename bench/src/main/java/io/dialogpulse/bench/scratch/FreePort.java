package io.dialogpulse.bench.scratch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports. */
public final class FreePort {
    private FreePort() {}

    /** A port on loopback that was free a moment ago. */
    public static int find() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
