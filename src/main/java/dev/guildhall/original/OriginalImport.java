package dev.guildhall.original;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.database.Transactions;
import dev.guildhall.identity.SlaSettings;
import dev.guildhall.metrics.MetricsSealing;
import dev.guildhall.original.ImportOrder.Progress;
import dev.guildhall.original.ImportReport.Count;
import dev.guildhall.original.OriginalQueries.SourceRow;
import dev.guildhall.scoring.Recalculation;
import dev.guildhall.shared.Conflict;
import dev.guildhall.shared.Origin;
import dev.guildhall.storage.Intake;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Copies a database of the original service into ours, table by table, in batches that are a transaction each. Of every row that was
 * taken it is kept in mind what it said there and what was made of it here, so it can be repeated and goes on where it broke off:
 *
 * <ul>
 *   <li>A row that says what it said the last time is left alone, whatever has become of it here.
 *   <li>A row that has changed there is brought, unless it has changed here as well: then it stays as it is here, and is reported.
 *   <li>A row that is gone there stays here, unless it only links two others.
 * </ul>
 *
 * <p>Nothing of it goes through the use cases: no rule runs, nobody is notified and no stream hears of it. What we compute ourselves
 * (deadlines, totals, scores, metrics) is computed anew at the end, when anything has come.
 */
@Service
public class OriginalImport {

    private static final int BATCH = 500;
    private static final long NONE_LEFT = -1;

    private final ImportRepository repository;
    private final Transactions transactions;
    private final Intake intake;
    private final Recalculation recalculation;
    private final MetricsSealing metrics;
    private final SlaSettings promises;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    OriginalImport(
            ImportRepository repository,
            Transactions transactions,
            Intake intake,
            Recalculation recalculation,
            MetricsSealing metrics,
            SlaSettings promises,
            Audit audit,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.intake = intake;
        this.recalculation = recalculation;
        this.metrics = metrics;
        this.promises = promises;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Brings what is new or has changed.
     *
     * @throws Conflict as an error, before anything is written: when the source does not answer, is not a database of the original,
     *     or when people are here who did not come from it
     */
    public Mono<ImportReport> run(ImportOrder order) {
        return Mono.defer(() -> {
            var report = new ImportReport();
            return order.rehearsal() ? rehearse(order, report) : carryOut(order, report);
        });
    }

    /** All in one transaction, which is rolled back. */
    private Mono<ImportReport> rehearse(ImportOrder order, ImportReport report) {
        return transactions
                .run(copy(order, report).then(Mono.<ImportReport>error(new Rehearsed())))
                .onErrorReturn(Rehearsed.class, report);
    }

    private Mono<ImportReport> carryOut(ImportOrder order, ImportReport report) {
        var wasFinished = quietly(transactions.run(repository.wasFinished()));
        return wasFinished.flatMap(finished -> copy(order, report)
                .flatMap(run -> settle(finished && report.total().isAsBefore())
                        .then(Mono.defer(() -> transactions.run(finish(run, report)))))
                .thenReturn(report));
    }

    /** Gives the number of the run; 0 for a rehearsal. */
    private Mono<Long> copy(ImportOrder order, ImportReport report) {
        return order.source()
                .read(
                        connection -> {
                            var source = new OriginalQueries(connection, json);
                            return source.requireSchema(OriginalTables.ALL)
                                    .then(requireOurs())
                                    .then(Mono.defer(() -> start(order)))
                                    .delayUntil(run -> makeRoom(source))
                                    .delayUntil(run -> copy(source, order, report));
                        },
                        failure -> new Conflict(
                                "original.unreachable", order.source(), String.valueOf(failure.getMessage())))
                .as(OriginalImport::quietly);
    }

    private Mono<Void> requireOurs() {
        return repository
                .isOurs()
                .filter(ours -> ours)
                .switchIfEmpty(Mono.error(() -> new Conflict("original.not_empty")))
                .then();
    }

    private Mono<Long> start(ImportOrder order) {
        return order.rehearsal()
                ? Mono.just(0L)
                : transactions.run(repository.start(order.source().toString(), clock.instant()));
    }

    private Mono<Void> makeRoom(OriginalQueries source) {
        return Flux.fromIterable(OriginalTables.NAMED.entrySet())
                .concatMap(named -> transactions.run(repository
                        .begin()
                        .then(repository.isFirst(named.getKey()))
                        .filter(first -> first)
                        .flatMap(first -> source.listNamed(named.getKey(), named.getValue()))
                        .flatMap(rows -> repository.makeRoom(named.getKey(), named.getValue(), rows))))
                .then();
    }

    private Mono<Void> copy(OriginalQueries source, ImportOrder order, ImportReport report) {
        return Flux.fromIterable(OriginalTables.ALL)
                .concatMap(table -> source.count(table).flatMap(rows -> copy(table, rows, source, order, report)))
                .then();
    }

    private Mono<Void> copy(
            SourceTable table, long rows, OriginalQueries source, ImportOrder order, ImportReport report) {
        var done = new AtomicLong();
        return stretch(table, 0, source)
                .expand(last -> last.isLast() ? Mono.empty() : stretch(table, last.upTo(), source))
                .concatMap(stretch -> bring(stretch, order), 1)
                .doOnNext(batch -> {
                    report.add(batch);
                    order.progress()
                            .accept(new Progress(
                                    table.name(), done.addAndGet(batch.count().read()), rows));
                })
                .then();
    }

    private static Mono<Stretch> stretch(SourceTable table, long after, OriginalQueries source) {
        return source.listAfter(table, after, BATCH).map(rows -> Stretch.of(table, after, rows));
    }

    /** One transaction, to which a kill does nothing but keep it from having been. */
    private Mono<Batch> bring(Stretch stretch, ImportOrder order) {
        var table = stretch.table();
        var media = new MediaFolder(order.media(), intake, order.rehearsal());
        var now = clock.instant();
        return transactions.run(repository
                .begin()
                .then(repository.listKnown(table, stretch.after(), stretch.upTo()))
                .map(known -> new Batch(table, stretch.rows(), known, now))
                // First, because a link that was made anew there has another number.
                .delayUntil(repository::unlink)
                .delayUntil(batch -> repository.listTaken(batch.references()).doOnNext(batch::checkReferences))
                .delayUntil(batch -> repository.listHere(batch).doOnNext(batch::checkPlaces))
                .delayUntil(batch -> media.bring(batch, repository.stayAwake()))
                .delayUntil(repository::write)
                .delayUntil(batch -> repository.remember(batch, now))
                .delayUntil(batch -> order.rehearsal() ? Mono.empty() : repository.continueNumbers(batch)));
    }

    /** Computes what is ours to compute. */
    private Mono<Void> settle(boolean nothingHasCome) {
        return nothingHasCome
                ? Mono.empty()
                : quietly(setDeadlines(0)
                        .expand(last -> last == NONE_LEFT ? Mono.empty() : setDeadlines(last))
                        .thenMany(recalculation.repair())
                        .thenMany(metrics.seal())
                        .then());
    }

    private Mono<Long> setDeadlines(long after) {
        return transactions.run(repository
                .setDeadlines(after, BATCH, promises.responseMinutes(), promises.completionHours(), clock.instant())
                .map(ids -> ids.isEmpty() ? NONE_LEFT : ids.get(ids.size() - 1)));
    }

    private Mono<Void> finish(long run, ImportReport report) {
        return repository
                .finish(run, report, clock.instant())
                .then(audit.note(new AuditNote("original.imported", "OriginalRun", run, null, figures(report))));
    }

    private static Map<String, Count> figures(ImportReport report) {
        return Map.of("rows", report.total());
    }

    /** The audit log hears of the import as a whole. */
    private static <T> Mono<T> quietly(Mono<T> work) {
        return work.contextWrite(
                context -> context.put(Origin.class, new Origin(null, "", "import-original", "", "", "", false)));
    }

    /** Rows with ids above {@code after}, up to and including {@code upTo}. */
    private record Stretch(SourceTable table, long after, long upTo, List<SourceRow> rows) {

        static Stretch of(SourceTable table, long after, List<SourceRow> rows) {
            return new Stretch(
                    table,
                    after,
                    rows.size() < BATCH
                            ? Long.MAX_VALUE
                            : rows.get(rows.size() - 1).id(),
                    rows);
        }

        boolean isLast() {
            return upTo == Long.MAX_VALUE;
        }
    }

    /** Ends the transaction of a rehearsal. */
    private static final class Rehearsed extends RuntimeException {

        Rehearsed() {
            super("Rehearsed", null, false, false);
        }
    }
}
