package dev.guildhall.identity;

import dev.guildhall.shared.Unavailable;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes passwords, on threads of its own: Argon2id with the parameters OWASP recommends for servers (19 MiB, 2 passes, 1 lane), which
 * take some 50 ms of one core. Hashes of the original service ({@code pbkdf2_sha256$…}) are understood, to be replaced at sign-in.
 */
@Component
class Passwords implements DisposableBean {

    private static final String ARGON2 = "{argon2}";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    /** Two at a time, or as many as there are cores; others wait, and beyond that are turned away. */
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final int MOST_WAITING = 100;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Scheduler scheduler = Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "passwords");

    /** Made when it is first needed: a server that starts has better things to do. */
    private final Supplier<String> nobodys = SingletonSupplier.of(() -> ARGON2 + argon2.encode("nobody's password"));

    Mono<String> hash(String password) {
        return offTheLoop(() -> ARGON2 + argon2.encode(password));
    }

    /**
     * Whether this is the password.
     *
     * @param stored the hash, or an empty text when there is no such person or no password: that takes as long, and is never true
     */
    Mono<Boolean> matches(String password, String stored) {
        return stored.isEmpty()
                ? offTheLoop(() -> verify(password, nobodys.get())).thenReturn(false)
                : offTheLoop(() -> verify(password, stored));
    }

    /** Whether the hash should be replaced by one of ours now that the password is known. */
    boolean isOutdated(String stored) {
        return !stored.startsWith(ARGON2) || argon2.upgradeEncoding(stored.substring(ARGON2.length()));
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }

    private boolean verify(String password, String stored) {
        return stored.startsWith(ARGON2)
                ? argon2.matches(password, stored.substring(ARGON2.length()))
                : DjangoPassword.matches(password, stored);
    }

    private <T> Mono<T> offTheLoop(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(scheduler)
                .onErrorMap(RejectedExecutionException.class, full -> new Unavailable("error.unavailable"));
    }
}
