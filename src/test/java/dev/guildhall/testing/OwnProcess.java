package dev.guildhall.testing;

import dev.guildhall.GuildhallApplication;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application as it is shipped: its main, in a process of its own. */
public final class OwnProcess {

    private static final List<String> FLAGS = List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            // As the manifest of the jar says.
            "--enable-native-access=ALL-UNNAMED");

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

    /** As {@link #of(Path, String...)}, but {@link #jar()}. */
    public static ProcessBuilder ofJar(Path home) {
        return ofJar(home, jar());
    }

    /** The jar, which is there after the phase package. */
    public static Path jar() {
        return Path.of(Objects.requireNonNull(System.getProperty("guildhall.jar"), "Only ./mvnw verify knows the jar"));
    }

    /** As {@link #ofJar(Path)}, with another jar. */
    public static ProcessBuilder ofJar(Path home, Path jar) {
        return builder(home, Stream.of("-jar", jar.toString()));
    }

    private static ProcessBuilder builder(Path home, String classesFirst, String... arguments) {
        var main = Stream.of(
                "-cp",
                classesFirst + withoutTests(System.getProperty("java.class.path")),
                GuildhallApplication.class.getName());
        return builder(home, Stream.concat(main, Stream.of(arguments)));
    }

    private static ProcessBuilder builder(Path home, Stream<String> whatToRun) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(Stream.of(Stream.of(java), FLAGS.stream(), whatToRun)
                .flatMap(part -> part)
                .toList());
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
