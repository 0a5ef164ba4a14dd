package dev.guildhall.cli;

import dev.guildhall.audit.ProcessOrigin;
import dev.guildhall.shared.Origin;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs the command on the command line; its exit code becomes that of the process: 0 done, 1 failed, 2 wrong usage. */
@Component
@Profile("cli")
class CommandRunner implements CommandLineRunner, ExitCodeGenerator {

    private static final int WIDTH = 110;

    private final CommandLine commands;
    private final ProcessOrigin origin;
    private int exitCode;

    CommandRunner(
            List<GuildhallCommand> all,
            Failures failures,
            ObjectProvider<BuildProperties> build,
            ProcessOrigin origin) {
        this.origin = origin;
        this.commands = new CommandLine(new Guildhall());
        commands.getCommandSpec()
                .versionProvider(() ->
                        build.stream().map(it -> "guildhall " + it.getVersion()).toArray(String[]::new));
        commands.addSubcommand(new CommandLine.HelpCommand());
        all.forEach(commands::addSubcommand);
        commands.registerConverter(LocalDate.class, CommandRunner::day);
        commands.setUsageHelpWidth(WIDTH);
        // Not what picocli would say: it guesses a command, in place of the list of them.
        commands.setParameterExceptionHandler((wrong, arguments) -> {
            var line = wrong.getCommandLine();
            line.getErr().println(wrong.getMessage());
            line.usage(line.getErr());
            return CommandLine.ExitCode.USAGE;
        });
        commands.setExecutionExceptionHandler((failure, line, parsed) -> {
            var complaint = failures.inOneLine(failure);
            line.getErr().println(complaint);
            if (line.getCommand() instanceof ReportingCommand command) {
                command.reportFailure(complaint);
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** Spring's own arguments ({@code --spring.…}) are not the command's. */
    @Override
    public void run(String... arguments) {
        var own = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--spring."))
                .toArray(String[]::new);
        origin.set(Origin.command(System.getProperty("user.name", ""), own.length == 0 ? "" : "cli " + own[0]));
        exitCode = commands.execute(own);
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }

    private static LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeParseException malformed) {
            // Refused below, like a year nobody means.
        }
        throw new TypeConversionException("'" + text + "' is not a day such as 2026-01-31");
    }

    @Command(
            name = "java -jar guildhall.jar --spring.profiles.active=cli",
            description = "Guildhall's commands for operators.",
            synopsisSubcommandLabel = "COMMAND",
            footer =
                    "%nExit codes: 0 done, 1 failed, 2 wrong usage. Settings are those of the server: docs/operations.md.")
    private static final class Guildhall implements Runnable {

        @Spec
        private @Nullable CommandSpec spec;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Lists the commands.")
        private boolean help;

        @Option(names = "--version", versionHelp = true, description = "Tells which build this is.")
        private boolean version;

        /** Only asked when no command is given. */
        @Override
        public void run() {
            if (spec != null) {
                throw new ParameterException(spec.commandLine(), "A command is missing.");
            }
        }
    }
}
