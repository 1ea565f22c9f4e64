package io.dialogpulse.streams.topology;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a topology of its own, which has seen nothing yet. */
abstract class TopologyTest {
    @TempDir
    Path stateDir;

    TopologyHarness harness;

    @BeforeEach
    void startTopology() {
        harness = new TopologyHarness(stateDir);
    }

    @AfterEach
    void stopTopology() {
        harness.close();
    }
}
