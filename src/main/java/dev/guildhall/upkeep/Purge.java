package dev.guildhall.upkeep;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.database.Transactions;
import dev.guildhall.live.LiveTidying;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes what has expired, and nothing that is good for anything. Running servers may go on meanwhile, and do most of it themselves. */
@Service
public class Purge {

    private final PurgeRepository repository;
    private final LiveTidying live;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    Purge(PurgeRepository repository, LiveTidying live, Transactions transactions, Audit audit, Clock clock) {
        this.repository = repository;
        this.live = live;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** How much there is to delete, kind by kind. */
    public Flux<Purged> count() {
        return kinds().concatMap(kind -> repository.count(kind, clock.instant()).map(rows -> purged(kind, rows)))
                .concatWith(live.countOld().map(Purge::liveLog));
    }

    /** Deletes it, kind by kind, each told when it is done; at last it is written down that this was done. */
    public Flux<Purged> run() {
        var done = kinds().concatMap(
                        kind -> repository.delete(kind, clock.instant()).map(rows -> purged(kind, rows)))
                .concatWith(deleteLiveLog().map(Purge::liveLog));
        return Flux.defer(() -> {
            var deleted = new LinkedHashMap<String, Long>();
            return done.doOnNext(purged -> deleted.put(purged.kind(), purged.rows()))
                    .concatWith(Mono.defer(() -> note(deleted)).then(Mono.empty()));
        });
    }

    /** Deletes what is left of sign-ins, sessions with their tokens and Telegram logins, and tells how many rows that were. */
    public Mono<Long> deleteSignIns() {
        return Flux.just(Expiring.REFRESH_TOKENS, Expiring.SESSIONS, Expiring.TELEGRAM_LOGINS)
                .concatMap(kind -> repository.delete(kind, clock.instant()))
                .reduce(0L, Long::sum);
    }

    /** Lines that are due stay while writers are busy with their table: the next time will do. */
    private Mono<Long> deleteLiveLog() {
        return live.countOld()
                .flatMap(before -> live.tidyUp().then(live.countOld()).map(after -> Math.max(0, before - after)));
    }

    private Mono<Void> note(Map<String, Long> deleted) {
        return transactions.run(audit.note(new AuditNote("system.purged", "System", "", null, deleted, "")));
    }

    private static Flux<Expiring> kinds() {
        return Flux.fromStream(() -> Arrays.stream(Expiring.values()));
    }

    private static Purged purged(Expiring kind, long rows) {
        return new Purged(kind.name().toLowerCase(Locale.ROOT), rows);
    }

    private static Purged liveLog(long rows) {
        return new Purged("live_log", rows);
    }

    /** How many rows of a kind, e.g. {@code sessions}. */
    public record Purged(String kind, long rows) {}
}
