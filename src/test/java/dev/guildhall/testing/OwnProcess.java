package dev.guildhall.testing;

import dev.guildhall.GuildhallApplication;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application as it is shipped: its main, in a process of its own. */
public final class OwnProcess {

    private static final List<String> FLAGS = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private OwnProcess() {}

    /** Ready to be started, with an environment that gives it a folder and no database. */
    public static ProcessBuilder of(Path home, String... arguments) {
        return builder(home, "", arguments);
    }

    /**
     * As {@link #of(Path, String...)}, with other classes in place of some of its own.
     *
     * @param classesFirst a folder with them
     */
    public static ProcessBuilder withOtherClasses(Path home, Path classesFirst) {
        return builder(home, classesFirst.toAbsolutePath() + File.pathSeparator);
    }

    private static ProcessBuilder builder(Path home, String classesFirst, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.of(
                        Stream.of(java),
                        FLAGS.stream(),
                        Stream.of("-cp", classesFirst + withoutTests(System.getProperty("java.class.path"))),
                        Stream.of(GuildhallApplication.class.getName()),
                        Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        var builder = new ProcessBuilder(command);
        builder.environment().remove("DATABASE_URL");
        builder.environment().put("GUILDHALL_HOME", home.toString());
        return builder;
    }

    /** The application would take the tests' components for its own. */
    private static String withoutTests(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
