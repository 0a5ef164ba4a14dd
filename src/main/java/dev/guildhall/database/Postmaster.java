package dev.guildhall.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process of a data folder as its {@code postmaster.pid} tells: process id, data folder, start time, port.
 *
 * @param pid may belong to somebody else by now
 */
record Postmaster(Path data, long pid, int port) {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration POLITE_LIMIT = Duration.ofSeconds(10);
    private static final Duration FORCED_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    /** What the file says, if there is one and it is complete. */
    static Optional<Postmaster> of(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Postmaster(
                    data,
                    Long.parseLong(lines.get(0).strip()),
                    Integer.parseInt(lines.get(3).strip())));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * Stops a server whose parent was killed. Only to be called by the holder of the folder's lock: nobody else can have started it
     * for good. Then takes the file away, which may name a process that is somebody else's by now.
     */
    static void stopOrphan(Path data) throws IOException {
        var orphan = Postmaster.of(data).flatMap(Postmaster::process);
        if (orphan.isPresent()) {
            LOG.info(
                    "Stopping the PostgreSQL a killed process has left behind (process {})",
                    orphan.get().pid());
            stop(orphan.get());
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    /** The process, if it lives and really is the server of this folder. */
    private Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(data.toString()))
                .orElse(false));
    }

    /** Waits for the server's children too: while one of them lives, its shared memory keeps a new server from starting. */
    private static void stop(ProcessHandle server) {
        var family = Stream.concat(Stream.of(server), server.descendants()).toList();
        server.destroy();
        if (!areGone(family, POLITE_LIMIT)) {
            family.forEach(ProcessHandle::destroyForcibly);
            areGone(family, FORCED_LIMIT);
        }
    }

    private static boolean areGone(List<ProcessHandle> family, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        while (!family.stream().allMatch(Postmaster::isGone)) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
        return true;
    }

    /**
     * Whether it has ended. In a container whose first process does not look after orphans, what has ended stays in the list of
     * processes, without a command.
     */
    static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || process.info().command().isEmpty();
    }
}
