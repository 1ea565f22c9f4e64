package io.dialogpulse.standalone.command;

import io.dialogpulse.standalone.runtime.DataDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "standalone",
        description = "Broker, registry and both apps on this machine; all data is kept in a directory.",
        mixinStandardHelpOptions = true)
final class StandaloneCommand implements Callable<Integer> {
    @Mixin
    private PortOptions ports = new PortOptions();

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "where all data is kept")
    private Path data = Path.of("");

    @Override
    public Integer call() throws Exception {
        return new LocalRun(DataDirectory.open(data), ports.ports(), System.out, InstantSource.system()).run(false);
    }
}
