package dev.guildhall.audit;

import dev.guildhall.audit.AuditQueries.Verdict;
import java.time.Clock;
import java.time.Duration;
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

    public Mono<Verdict> verify() {
        return Mono.defer(() -> queries.verify(clock.instant().minus(LONGEST_UNSEALED)));
    }

    /** Whether the chain still contains a seal that somebody has noted before: who rewrites it from there cannot keep that. */
    public Mono<Boolean> contains(AuditEntry.Seal noted) {
        return queries.findHash(noted.seq()).map(noted.hash()::equals).defaultIfEmpty(false);
    }
}
