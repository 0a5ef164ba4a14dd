package dev.guildhall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.GuildhallApplication;
import dev.guildhall.testing.TestEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** What operators read about commands is true of the commands there are. */
class WrittenCommandsTest {

    /** How commands are written in scripts and on pages: in full, or by a function of the shell that has this name. */
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:--spring\\.profiles\\.active=cli|(?:^ *|[{&`] ?)guildhall) ((?!\")[^\\n`|>#;)]*?)(?: &&|[\\n`|>#;)]|$)",
            Pattern.MULTILINE);

    private static final ByteArrayOutputStream SAID = new ByteArrayOutputStream();
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    private static ConfigurableApplicationContext context;
    private static CommandRunner runner;

    /** One application for all of them: explaining themselves, they leave nothing behind. */
    @BeforeAll
    static void listen() {
        var said = new PrintStream(SAID, true, StandardCharsets.UTF_8);
        System.setOut(said);
        System.setErr(said);
        context = new SpringApplicationBuilder(GuildhallApplication.class)
                .profiles("cli")
                .initializers(it -> TestPropertyValues.of(
                                "DATABASE_URL=", "GUILDHALL_HOME=" + TestEnvironment.newHome(), "SECRET_KEY=")
                        .applyTo(it))
                .run("help");
        runner = context.getBean(CommandRunner.class);
    }

    @AfterAll
    static void stopListening() {
        context.close();
        System.setOut(OUT);
        System.setErr(ERR);
    }

    @Test
    void everyCommandExplainsItselfAndItsExitCodes() {
        var all = commands();

        assertThat(all).hasSizeGreaterThan(15).contains("purge", "metrics verify");
        assertThat(all).allSatisfy(command -> {
            var explanation = explanation(command);
            assertThat(runner.getExitCode()).as(explanation).isZero();
            assertThat(explanation).contains("Usage: ", "Exit codes: 0 done, 1 failed or refused, 2 wrong usage.");
        });
    }

    @Test
    void everyCommandIsInTheListForOperators() throws IOException {
        var page = Files.readString(Path.of("docs/operations.md"));

        assertThat(commands().stream().map(command -> command.split(" ")[0]))
                .allSatisfy(name -> assertThat(page).containsPattern("(?m)^\\| `" + name + "[ `]"));
    }

    @Test
    void everyLineThatIsWrittenForOperatorsIsUnderstood() throws IOException {
        var lines = new LinkedHashSet<String>();
        for (var file : writtenForOperators()) {
            WRITTEN.matcher(Files.readString(file))
                    .results()
                    .map(result -> asTyped(result.group(1)))
                    .filter(line -> !line.isEmpty() && !line.contains("<"))
                    .forEach(lines::add);
        }

        assertThat(lines)
                .hasSizeGreaterThan(9)
                .anyMatch(line -> line.startsWith("purge"))
                .anyMatch(line -> line.startsWith("backup --output="))
                .anyMatch(line -> line.startsWith("import-original --source="));
        assertThat(lines).allSatisfy(line -> {
            var explanation = explanation(line);
            assertThat(runner.getExitCode()).as(line + "\n" + explanation).isZero();
        });
    }

    private static List<Path> writtenForOperators() throws IOException {
        var files = new ArrayList<>(List.of(Path.of("README.md"), Path.of("docker/nightly")));
        for (var folder : List.of("docs", "docker/kubernetes")) {
            try (var inside = Files.list(Path.of(folder))) {
                inside.filter(file -> file.toString().matches(".*\\.(md|yaml)")).forEach(files::add);
            }
        }
        return files;
    }

    /** Without what the shell puts into it. */
    private static String asTyped(String line) {
        return line.replaceAll("\\$\\([^)]*\\)?", "X")
                .replaceAll("\"\\$@\"", "")
                .replace("\"", "")
                .strip();
    }

    private static Set<String> commands() {
        var names = new LinkedHashSet<String>();
        context.getBeansOfType(GuildhallCommand.class).values().forEach(command -> {
            var line = new CommandLine(command);
            names.add(line.getCommandName());
            line.getSubcommands().keySet().forEach(below -> names.add(line.getCommandName() + " " + below));
        });
        return names;
    }

    /** Asked for help, a command does nothing, but refuses what it does not know. */
    private static String explanation(String line) {
        SAID.reset();
        runner.run(
                Stream.concat(Stream.of(line.split(" +")), Stream.of("--help")).toArray(String[]::new));
        return SAID.toString(StandardCharsets.UTF_8);
    }
}
