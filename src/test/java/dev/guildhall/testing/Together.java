package dev.guildhall.testing;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Does things at the same moment: everybody waits at a barrier, then all start. */
public final class Together {

    private Together() {}

    /** The results of as many calls at once, in the order of their numbers from 0. */
    public static <T> List<T> times(int amount, IntFunction<T> action) {
        return all(IntStream.range(0, amount)
                .<Callable<T>>mapToObj(number -> () -> action.apply(number))
                .toList());
    }

    /** The results of all of them at once, in their order. */
    public static <T> List<T> all(List<Callable<T>> actions) {
        var barrier = new CyclicBarrier(actions.size());
        var threads = Executors.newFixedThreadPool(actions.size());
        try {
            return actions.stream().map(action -> threads.submit(() -> afterBarrier(barrier, action))).toList().stream()
                    .map(Together::result)
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    /** What is going on meanwhile, on a thread of its own: the common pool of a small machine does one thing at a time. */
    public static <T> CompletableFuture<T> meanwhile(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action, task -> new Thread(task, "meanwhile").start());
    }

    private static <T> T afterBarrier(CyclicBarrier barrier, Callable<T> action) throws Exception {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        return action.call();
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
