package io.dialogpulse.standalone.command;

import io.dialogpulse.standalone.runtime.DataDirectory;
import io.dialogpulse.warehouse.database.PostgresAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--bi",
            paramLabel = "URL",
            description = "keep tables and views of the output topics in this PostgreSQL:"
                    + " postgresql://user:password@host:port/database"
                    + " (the password also in the environment: DIALOGPULSE_WAREHOUSE_PASSWORD)")
    private @Nullable String bi;

    @Override
    public Integer call() throws Exception {
        Optional<PostgresAddress> warehouse = Optional.ofNullable(bi).map(PostgresAddress::parse);
        return new LocalRun(DataDirectory.open(data), ports.ports(), warehouse, System.out, InstantSource.system())
                .run(false);
    }
}
