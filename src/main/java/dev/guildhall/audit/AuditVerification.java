package dev.guildhall.audit;

import dev.guildhall.audit.AuditQueries.Verdict;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Tells whether the audit log is still what was written. */
@Service
public class AuditVerification {

    /** What is older and not sealed has been forgotten, or no server runs. */
    private static final Duration LONGEST_UNSEALED = Duration.ofMinutes(10);

    private final AuditQueries queries;
    private final Clock clock;

    AuditVerification(AuditQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** Of a log in another database. */
    public static AuditVerification of(ConnectionFactory database, Clock clock) {
        return new AuditVerification(AuditQueries.of(database), clock);
    }

    public Mono<Verdict> verify() {
        return Mono.defer(() -> verifyAsOf(clock.instant()));
    }

    /** As it was at some moment, for a log that nobody has gone on sealing since. */
    public Mono<Verdict> verifyAsOf(Instant moment) {
        return queries.verify(moment.minus(LONGEST_UNSEALED));
    }

    /** Whether the chain still contains a seal that somebody has noted before: who rewrites it from there cannot keep that. */
    public Mono<Boolean> contains(AuditEntry.Seal noted) {
        return queries.findHash(noted.seq()).map(noted.hash()::equals).defaultIfEmpty(false);
    }
}
