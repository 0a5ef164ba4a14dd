package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** The two classes that protect writes from callers who hang up, with that taken out: to be put in front of the class path. */
final class Unprotected {

    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "guildhall");

    private Unprotected() {}

    /** A folder with the classes. */
    static Path classes() throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "unprotected-");
        var shield = source(
                folder,
                "shared/Shield.java",
                "return Mono.deferContextual(context -> Mono.fromFuture(",
                "if (work != null) { return work; }\n        return Mono.deferContextual(context -> Mono.fromFuture(");
        var guard =
                source(folder, "database/GuardedPool.java", ".postAllocate(GuardedPool::endForeignTransaction)", "");
        var compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        shield.toString(),
                        guard.toString());
        assertThat(compiled).as("exit code of the compiler").isZero();
        return folder;
    }

    private static Path source(Path folder, String name, String protection, String without) throws IOException {
        var text = Files.readString(SOURCES.resolve(name));
        assertThat(text).contains(protection);
        var source = folder.resolve("sources").resolve(name);
        Files.createDirectories(source.getParent());
        return Files.writeString(source, text.replace(protection, without));
    }
}
