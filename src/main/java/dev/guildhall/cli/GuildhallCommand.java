package dev.guildhall.cli;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command of the operators' CLI; its result is the exit code. What it needs it asks for when it runs, so that help and wrong usage
 * start nothing.
 */
@Command(footer = GuildhallCommand.EXIT_CODES)
abstract class GuildhallCommand implements Callable<Integer> {

    /** The last words of its help. */
    static final String EXIT_CODES = "%nExit codes: 0 done, 1 failed or refused, 2 wrong usage.";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Explains this command.")
    private boolean help;

    /** A line of the result, to standard output. */
    void say(String format, @Nullable Object... values) {
        line().getOut().printf(Locale.ROOT, format + "%n", values).flush();
    }

    /** A line about how far it is, to standard error. */
    void tellProgress(String format, Object... values) {
        line().getErr().printf(Locale.ROOT, format + "%n", values).flush();
    }

    /** To be thrown: shows the usage as well and ends with exit code 2. */
    ParameterException misused(String why) {
        return new ParameterException(line(), why);
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
