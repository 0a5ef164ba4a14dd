package dev.guildhall.database;

import dev.guildhall.shared.Home;
import java.io.IOException;
import java.nio.file.Path;

/** Another process with the embedded database of a folder, to be killed by a test. */
final class EmbeddedDatabaseProcess implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;

    private EmbeddedDatabaseProcess(Process process) {
        this.process = process;
    }

    static EmbeddedDatabaseProcess start(Home home) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseProcess.class.getName(),
                        home.path().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = process.inputReader();
        var line = output.readLine();
        while (line != null && !line.equals(READY)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("The other process did not start");
        }
        return new EmbeddedDatabaseProcess(process);
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedDatabase.start(new Home(arguments[0]));
        System.out.println(READY);
        Thread.currentThread().join();
    }
}
