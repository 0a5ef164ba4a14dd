package dev.guildhall.cli;

import dev.guildhall.GuildhallApplication;
import dev.guildhall.testing.TestEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;

/**
 * Runs commands as an operator does, each in an application of its own.
 *
 * @param databaseUrl empty for the embedded database
 * @param settings others
 */
record Terminal(String databaseUrl, Path home, Map<String, String> settings) {

    /** What Logback says when another application of this JVM logs at the moment at which the command sets its own logging up. */
    private static final Pattern OTHERS =
            Pattern.compile("^.*\\|-WARN in Logger\\[.*No appenders present.*\\R", Pattern.MULTILINE);

    static Terminal on(String databaseUrl) {
        return new Terminal(databaseUrl, TestEnvironment.newHome(), Map.of());
    }

    Terminal with(Map<String, String> others) {
        return new Terminal(databaseUrl, home, others);
    }

    Outcome run(String... arguments) {
        return runWith("", arguments);
    }

    /** With something on standard input. */
    Outcome runWith(String input, String... arguments) {
        var in = System.in;
        var out = System.out;
        var err = System.err;
        var said = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            var exitCode = execute(arguments);
            return new Outcome(
                    exitCode,
                    said.toString(StandardCharsets.UTF_8),
                    OTHERS.matcher(complained.toString(StandardCharsets.UTF_8)).replaceAll(""));
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    private int execute(String... arguments) {
        var context = new SpringApplicationBuilder(GuildhallApplication.class)
                .profiles("cli")
                .initializers(it -> TestPropertyValues.of(
                                "DATABASE_URL=" + databaseUrl, "GUILDHALL_HOME=" + home, "SECRET_KEY=")
                        .and(settings.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue()))
                        .applyTo(it))
                .run(arguments);
        return SpringApplication.exit(context);
    }

    /** What came of a command. Where an application was there before, its log may be in both of them. */
    record Outcome(int exitCode, String out, String err) {

        /** The last line of the result. */
        String lastLine() {
            return last(out);
        }

        /** The last line that was not the result. */
        String lastComplaint() {
            return last(err);
        }

        private static String last(String text) {
            return text.lines().reduce("", (before, line) -> line);
        }
    }
}
