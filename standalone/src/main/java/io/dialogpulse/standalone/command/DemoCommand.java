package io.dialogpulse.standalone.command;

import io.dialogpulse.standalone.runtime.DataDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Everything on this machine, filled by simulated channels.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private PortOptions ports = new PortOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keep the data here (default: a new temporary directory, deleted at the end)")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        DataDirectory directory = data == null ? DataDirectory.temporary() : DataDirectory.open(data);
        return new LocalRun(directory, ports.ports(), Optional.empty(), System.out, InstantSource.system()).run(true);
    }
}
