package dev.guildhall.admin;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.database.Transactions;
import dev.guildhall.health.DatabaseCheck;
import dev.guildhall.upkeep.Purge;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The maintenance actions of the system page, each the honest equivalent of what the original ran under that name. */
@Service
public class Maintenance {

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final DatabaseCheck check;
    private final Purge purge;
    private final Flyway flyway;
    private final Transactions transactions;
    private final Audit audit;

    Maintenance(DatabaseCheck check, Purge purge, Flyway flyway, Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
        this.check = check;
        this.purge = purge;
        this.flyway = flyway;
    }

    /** Does it and says how it went; a failure is an answer, not an error. */
    public Mono<Outcome> run(Action action) {
        return audited(action)
                .map(said -> new Done(true, said, ""))
                .onErrorResume(failure -> {
                    LOG.warn("Maintenance action {} failed", action, failure);
                    return Mono.just(new Done(false, "", String.valueOf(failure.getMessage())));
                })
                .elapsed()
                .map(timed -> new Outcome(action, timed.getT2(), Duration.ofMillis(timed.getT1())));
    }

    /** None of them is a transaction: each is over when it is written down. */
    private Mono<String> audited(Action action) {
        var note = new AuditNote("system.run", "System", action.name().toLowerCase(Locale.ROOT), null, null, "");
        return perform(action).delayUntil(said -> transactions.run(audit.note(note)));
    }

    private Mono<String> perform(Action action) {
        return switch (action) {
            case CHECK -> check.run();
            case MIGRATE -> offTheLoop(this::migrate);
            case COLLECTSTATIC -> offTheLoop(Maintenance::countAssets);
            case CLEARSESSIONS -> purge.deleteSignIns().map(count -> "Expired sessions deleted: " + count);
        };
    }

    private String migrate() {
        var result = flyway.migrate();
        return result.migrationsExecuted == 0
                ? "No migrations to apply."
                : "Migrations applied: " + result.migrationsExecuted;
    }

    /** Assets travel inside the jar: there is nothing to copy, only to count. */
    private static String countAssets() throws IOException {
        var assets = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/resources/webjars/swagger-ui/**/*.*");
        return "0 files copied: " + assets.length + " static files are served from the jar.";
    }

    private static Mono<String> offTheLoop(Callable<String> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    /** What can be run. */
    public enum Action {
        CHECK,
        MIGRATE,
        COLLECTSTATIC,
        CLEARSESSIONS
    }

    /** How an action went. */
    public record Outcome(Action action, Done done, Duration took) {}

    /**
     * What an action left behind.
     *
     * @param said for people
     * @param complaint why it failed, or empty
     */
    public record Done(boolean success, String said, String complaint) {}
}
