package dev.guildhall.appointment;

import dev.guildhall.appointment.TimelineQueries.Timeline;
import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.database.Transactions;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Precondition;
import dev.guildhall.shared.Slice;
import dev.guildhall.shared.web.Upload;
import dev.guildhall.storage.Category;
import dev.guildhall.storage.FileStore;
import dev.guildhall.storage.Intake;
import dev.guildhall.storage.KeptFile;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What can be done with appointments. Every action locks the appointment, decides by {@link Steps}, and writes state, timeline and
 * events in one unit of work; its answer is read after all rules have run. What was sent with an action comes as a supplier, because
 * it is not looked at before access, role and state are.
 */
@Service
public class AppointmentService {

    private static final int TIMELINE = 100;

    private final AppointmentQueries queries;
    private final AppointmentRepository repository;
    private final TimelineQueries timelines;
    private final SlaQueries deadlines;
    private final UnitOfWork work;
    private final Transactions transactions;
    private final EventSink events;
    private final FileStore files;
    private final Intake intake;
    private final Clock clock;
    private final Audit audit;

    AppointmentService(
            AppointmentQueries queries,
            AppointmentRepository repository,
            TimelineQueries timelines,
            SlaQueries deadlines,
            UnitOfWork work,
            Transactions transactions,
            EventSink events,
            FileStore files,
            Intake intake,
            Clock clock,
            Audit audit) {
        this.queries = queries;
        this.repository = repository;
        this.timelines = timelines;
        this.deadlines = deadlines;
        this.work = work;
        this.transactions = transactions;
        this.events = events;
        this.files = files;
        this.intake = intake;
        this.clock = clock;
        this.audit = audit;
    }

    /** The appointment, if the reader may see it. */
    public Mono<AppointmentView> get(long id, Caller reader) {
        return queries.find(id, reader)
                .switchIfEmpty(unknown())
                .doOnNext(view -> Steps.requireSeen(view.order(), reader));
    }

    /** As {@link #get}, with what else decides on what the reader can do with it. */
    public Mono<Situation> situation(long id, Caller reader) {
        return queries.findSituation(id, reader)
                .switchIfEmpty(unknown())
                .doOnNext(situation -> Steps.requireSeen(situation.view().order(), reader));
    }

    /**
     * The rows of the timeline, newest first, the latest 100 unless another slice is wanted. To a master to whom an order is offered again, what went on before is
     * nobody's business.
     */
    public Mono<List<TimelineRow>> timeline(long id, Caller reader, Slice slice) {
        return timelines
                .find(id, slice.ofAtMost(TIMELINE))
                .switchIfEmpty(unknown())
                .doOnNext(timeline -> Steps.requireSeen(timeline.order(), reader))
                .map(timeline -> visibleRows(timeline, reader));
    }

    /** The promises about the appointment, if the reader may see it. */
    public Mono<SlaView> sla(long id, Caller reader) {
        return deadlines.find(id).switchIfEmpty(unknown()).doOnNext(view -> Steps.requireSeen(view.order(), reader));
    }

    /** Single rows of timelines, each with its appointment, whoever asks. */
    public Flux<TimelineQueries.PlacedRow> listTimelineRows(Collection<Long> ids) {
        return timelines.list(ids);
    }

    public Flux<AppointmentView> listFiledBy(Caller client, Slice slice) {
        return queries.listFiledBy(client, slice);
    }

    /** Nothing for a master who may take nothing. */
    public Flux<AppointmentView> listAvailable(Caller master, Slice slice) {
        return master.activeMaster() ? queries.listAvailable(master, slice) : Flux.empty();
    }

    public Flux<AppointmentView> listWorkloadOf(Caller master, Slice slice) {
        return queries.listWorkloadOf(master, slice);
    }

    public Flux<Situation> listFinishedBy(Caller master, Slice slice) {
        return queries.listFinishedBy(master, slice);
    }

    public Flux<AppointmentView> listMeeting(AppointmentQueries.Filter filter, Caller admin, Slice slice) {
        return queries.listMeeting(filter, admin, slice);
    }

    public Mono<Long> countMeeting(AppointmentQueries.Filter filter, Caller admin) {
        return queries.countMeeting(filter, admin);
    }

    /** Files a new order; its photo is kept only if the order is. */
    public Mono<AppointmentView> file(Caller client, NewAppointment filed) {
        return Mono.justOrEmpty(filed.photo())
                .flatMap(photo -> keeping(photo, Category.APPOINTMENT_PHOTOS, kept -> file(client, filed, kept)))
                .switchIfEmpty(Mono.defer(() -> file(client, filed, (KeptFile) null)));
    }

    public Mono<AppointmentView> take(long id, Caller caller) {
        return act(id, caller, order -> queries.findMaster(caller.id())
                .switchIfEmpty(Mono.error(() -> new Forbidden("error.forbidden")))
                .map(master -> Steps.take(order, caller, master, clock.instant())));
    }

    /** @param reason for the client to read, may be empty */
    public Mono<AppointmentView> decline(long id, Caller caller, Supplier<String> reason) {
        return step(id, caller, order -> Steps.decline(order, caller, reason, clock.instant()));
    }

    /** @param price in whole units of the currency, at least 1 */
    public Mono<AppointmentView> setPrice(long id, Caller caller, Supplier<Integer> price) {
        return step(id, caller, order -> Steps.setPrice(order, caller, price, clock.instant()));
    }

    /**
     * Replaces the proof; the file of the old one goes when the new one is committed, that of the new one when it is not. Whether it is
     * awaited is looked at before it is taken in, so that no order is locked meanwhile, and once more when it is.
     */
    public Mono<AppointmentView> uploadProof(long id, Caller caller, Supplier<Upload> proof) {
        return queries.find(id, caller)
                .map(AppointmentView::order)
                .switchIfEmpty(unknown())
                .delayUntil(AppointmentService::requireExpected)
                .doOnNext(order -> Steps.requireProofAwaited(order, caller))
                .map(order -> proof.get())
                .flatMap(upload -> keeping(upload, Category.PAYMENT_PROOFS, kept -> replaceProof(id, caller, kept)));
    }

    public Mono<AppointmentView> markPaid(long id, Caller caller, Supplier<PaymentMethod> method) {
        return step(id, caller, order -> Steps.markPaid(order, caller, method, clock.instant()));
    }

    public Mono<AppointmentView> confirmPayment(long id, Caller caller) {
        return act(id, caller, order -> {
            var confirmed = Mono.fromSupplier(() -> Steps.confirmPayment(order, caller, clock.instant()));
            return order.isWorkedOnBy(caller)
                    ? confirmed
                    : confirmed.delayUntil(audited("payment.confirmed", order, ""));
        });
    }

    public Mono<AppointmentView> start(long id, Caller caller) {
        return step(id, caller, order -> Steps.start(order, caller, clock.instant()));
    }

    public Mono<AppointmentView> complete(long id, Caller caller) {
        return step(id, caller, order -> Steps.complete(order, caller, clock.instant()));
    }

    /** An admin's override, with what the order now lacks. */
    public Mono<Overridden> setStatus(long id, Caller admin, Supplier<Override> wanted) {
        return act(id, admin, order -> {
                    var wish = wanted.get();
                    return Mono.fromSupplier(() -> override(order, admin, wish))
                            .delayUntil(audited("appointment.overridden", order, wish.note()));
                })
                .map(view -> new Overridden(
                        view, Steps.lacking(view.order(), view.order().status())));
    }

    /** @param master account id of the master who shall have the order */
    public Mono<AppointmentView> assign(long id, Caller admin, Supplier<Long> master) {
        return act(id, admin, order -> {
            Steps.requireAssignable(order);
            return queries.findMaster(master.get())
                    .switchIfEmpty(Mono.error(() -> InvalidFields.of("master", "appointment.master_unsuitable")))
                    .map(next -> Steps.assign(order, admin, next, clock.instant()))
                    .delayUntil(audited("appointment.assigned", order, ""));
        });
    }

    /** Fails if the caller wants the order in another state than it is; where they do not care, it is neither read nor locked. */
    public Mono<Void> requireExpected(long id) {
        return Precondition.requireOf(id, queries.lock(id).map(Appointment::version));
    }

    /** Writes down that a message was deleted. */
    public Mono<Void> noteDeletedMessage(long id, long messageId, Caller by) {
        var row = TimelineEntry.of("message_deleted", "Удалено сообщение №" + messageId, Map.of(), by.id());
        return repository
                .append(id, List.of(row), clock.instant())
                .collectList()
                .flatMap(rows -> events.emit(new TimelineWritten(id, rows)));
    }

    /** Carries out a change of a locked appointment: state, timeline, events. */
    Mono<Void> apply(Change change) {
        return repository
                .write(change)
                .collectList()
                .flatMap(rows -> events.emit(new TimelineWritten(change.result().id(), rows)))
                .then(Flux.fromIterable(change.events()).concatMap(events::emit).then());
    }

    /** An admin's doing is written down, with what it changes. */
    private Function<Change, Mono<Void>> audited(String action, Appointment before, String reason) {
        return change -> audit.note(new AuditNote(
                        action, "Appointment", before.id(), AuditedOrder.of(before), AuditedOrder.of(change.result()))
                .because(reason));
    }

    private Mono<AppointmentView> step(long id, Caller caller, Function<Appointment, Change> decision) {
        return act(id, caller, order -> Mono.fromSupplier(() -> decision.apply(order)));
    }

    private Mono<AppointmentView> act(long id, Caller caller, Function<Appointment, Mono<Change>> decision) {
        return carryOut(
                id,
                caller,
                queries.lock(id)
                        .switchIfEmpty(unknown())
                        .delayUntil(AppointmentService::requireExpected)
                        .flatMap(order -> Mono.defer(() -> decision.apply(order))));
    }

    private Mono<AppointmentView> carryOut(long id, Caller caller, Mono<Change> decided) {
        return work.run(decided.delayUntil(this::apply), change -> queries.find(id, caller));
    }

    private static Mono<Void> requireExpected(Appointment order) {
        return Precondition.require(Mono.fromSupplier(order::version));
    }

    private Mono<AppointmentView> file(Caller client, NewAppointment filed, @Nullable KeptFile photo) {
        return work.run(
                repository
                        .file(client.id(), filed, photo, clock.instant())
                        .delayUntil(order -> events.emit(filed(order, client))),
                order -> queries.find(order.id(), client));
    }

    private static AppointmentEvent filed(Appointment order, Caller client) {
        return new AppointmentEvent(
                "appointment.created",
                null,
                order,
                Steps.actor(client),
                Map.of("status", order.status().name()),
                AppointmentEvent.Cause.STEP);
    }

    private Mono<AppointmentView> replaceProof(long id, Caller caller, KeptFile kept) {
        return carryOut(
                id,
                caller,
                queries.lockForProof(id, kept.sha256())
                        .switchIfEmpty(unknown())
                        .delayUntil(found -> requireExpected(found.order()))
                        .flatMap(found -> replaceProof(
                                found.order(),
                                caller,
                                new Appointment.Proof(kept.key(), kept.sha256(), found.duplicates()))));
    }

    private Mono<Change> replaceProof(Appointment order, Caller caller, Appointment.Proof proof) {
        return Mono.fromSupplier(() -> Steps.uploadProof(order, caller, proof, clock.instant()))
                .delayUntil(change -> Mono.justOrEmpty(order.payment().proof())
                        .flatMap(old -> transactions.afterCommit(files.delete(old.key()))))
                .delayUntil(change -> proof.duplicates().isEmpty()
                        ? Mono.empty()
                        : events.emit(new ProofReused(change.result(), Steps.actor(caller), proof.duplicates())));
    }

    /** Keeps a file for as long as the work with it succeeds. */
    private <T> Mono<T> keeping(Upload upload, Category category, Function<KeptFile, Mono<T>> use) {
        return intake.keep(upload, category)
                .delayUntil(kept -> transactions.afterRollback(files.delete(kept.key())))
                .flatMap(kept -> use.apply(kept)
                        .onErrorResume(failure -> files.delete(kept.key()).then(Mono.error(failure))));
    }

    private Change override(Appointment order, Caller admin, Override wanted) {
        return Steps.override(order, admin, wanted.status(), wanted.note(), clock.instant());
    }

    private static List<TimelineRow> visibleRows(Timeline timeline, Caller reader) {
        return timeline.order().showsHistoryTo(reader) ? timeline.rows() : List.of();
    }

    private static <T> Mono<T> unknown() {
        return Mono.error(() -> new NotFound("error.not_found"));
    }

    /** What admins can change about an order. */
    private record AuditedOrder(
            AppointmentStatus status,
            @Nullable Long master,
            @Nullable Integer totalPrice,
            @Nullable Long confirmedBy) {

        private static AuditedOrder of(Appointment order) {
            return new AuditedOrder(
                    order.status(),
                    order.master() == null ? null : order.master().id(),
                    order.payment().price(),
                    order.payment().confirmedBy());
        }
    }

    /** What an admin sets. */
    public record Override(AppointmentStatus status, String note) {}

    /**
     * An overridden appointment.
     *
     * @param warnings what its status lacks, e.g. {@code missing_price}
     */
    public record Overridden(AppointmentView view, List<String> warnings) {}
}
