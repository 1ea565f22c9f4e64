package io.dialogpulse.standalone.command;

import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The commands, and how their failures are told. */
@Command(
        name = "dialogpulse",
        description = "Timing and statuses of customer dialogs, computed from events.",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, StandaloneCommand.class, TokenCommand.class})
public final class DialogPulse {
    /**
     * Runs a command; the local commands and the apps run until the process is told to stop.
     *
     * @return the exit code
     */
    public static int run(String... arguments) {
        return new CommandLine(new DialogPulse())
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(failure, command))
                .execute(arguments);
    }

    private static int tell(Exception failure, CommandLine command) {
        if (failure instanceof CancellationException) {
            return ExitCode.OK;
        }
        command.getErr().println("dialogpulse " + command.getCommandName() + ": " + message(failure));
        return ExitCode.SOFTWARE;
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
