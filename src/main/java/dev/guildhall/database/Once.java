package dev.guildhall.database;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that is done once, by whoever is first; whoever else needs what comes of it waits, and hears of the same failure. */
final class Once<T> {

    /** Longer than what is done in this way takes anywhere. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private final String what;
    private final FutureTask<T> task;

    /** @param what is worked on, to name it when that never ends */
    Once(String what, Callable<T> work) {
        this.what = what;
        this.task = new FutureTask<>(work);
    }

    /**
     * What came of the work; a {@link CompletionException} has its failure. Waits with a limit: a thread that waits without one passes for
     * stuck when Guildhall is told to stop meanwhile, and its context would not be closed.
     */
    T result() {
        task.run();
        try {
            return task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new CompletionException(failure.getCause());
        } catch (TimeoutException tooLate) {
            throw new IllegalStateException(what + " has not come to an end for " + LIMIT, tooLate);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
