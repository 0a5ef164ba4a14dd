package dev.guildhall.database;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that is done once; whoever needs what comes of it waits, and hears of the same failure. */
final class Once<T> implements Runnable {

    /** Longer than what is done in this way takes anywhere. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private final String what;
    private final FutureTask<T> task;

    /** @param what is worked on, to name it when that never ends */
    Once(String what, Callable<T> work) {
        this.what = what;
        this.task = new FutureTask<>(work);
    }

    /** Does the work, unless that was done or is being done. */
    @Override
    public void run() {
        task.run();
    }

    /**
     * What came of the work, by whomever it is done; a {@link CompletionException} has its failure. Waits with a limit: a thread that waits
     * without one passes for stuck when Guildhall is told to stop meanwhile, and its context would not be closed.
     */
    T result() {
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
