package dev.guildhall.testing;

import java.io.FileInputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class EventLoopGuardTest {

    @Test
    void forbidsAnEventLoopToWait() {
        verifyForbidden(() -> {
            LockSupport.parkNanos(1);
            return "waited";
        });
    }

    @Test
    void forbidsAnEventLoopToReadAFile() {
        verifyForbidden(() -> {
            try (var file = new FileInputStream("pom.xml")) {
                return file.read();
            }
        });
    }

    @Test
    void letsOtherThreadsWait() {
        StepVerifier.create(Mono.fromRunnable(() -> LockSupport.parkNanos(1)).subscribeOn(Schedulers.boundedElastic()))
                .verifyComplete();
    }

    private static void verifyForbidden(Callable<?> blocking) {
        StepVerifier.create(Mono.fromCallable(blocking).subscribeOn(Schedulers.parallel()))
                .verifyErrorMatches(failure -> failure instanceof BlockingOperationError
                        || failure.getCause() instanceof BlockingOperationError);
    }
}
