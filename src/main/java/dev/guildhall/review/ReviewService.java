package dev.guildhall.review;

import static dev.guildhall.review.ReviewKind.ABOUT_CLIENT;
import static dev.guildhall.review.ReviewKind.ABOUT_MASTER;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentQueries;
import dev.guildhall.event.DomainEvent.Actor;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.review.ReviewRepository.BehaviorFlag;
import dev.guildhall.review.ReviewRepository.ReviewedAppointment;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Precondition;
import dev.guildhall.shared.Slice;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each side of a completed appointment reviews the other once, for ever. */
@Service
public class ReviewService {

    private static final int LATEST = 100;

    private final ReviewRepository repository;
    private final AppointmentQueries appointments;
    private final UnitOfWork work;
    private final EventSink events;
    private final Clock clock;

    ReviewService(
            ReviewRepository repository,
            AppointmentQueries appointments,
            UnitOfWork work,
            EventSink events,
            Clock clock) {
        this.repository = repository;
        this.appointments = appointments;
        this.work = work;
        this.events = events;
        this.clock = clock;
    }

    /** The client's review of the master. */
    public Mono<Review> reviewMaster(long appointmentId, Caller caller, Supplier<Opinion> written) {
        return work.run(reviewable(appointmentId, caller, ABOUT_MASTER)
                .map(order -> new Draft(order, caller, ABOUT_MASTER, written.get(), List.of(), 0))
                .flatMap(this::save));
    }

    /**
     * The master's review of the client, with behaviour flags.
     *
     * @param written judged last, with the codes that can be given; those it brings are among them
     */
    public Mono<Review> reviewClient(long appointmentId, Caller caller, Function<Set<String>, ClientOpinion> written) {
        return work.run(reviewable(appointmentId, caller, ABOUT_CLIENT)
                .flatMap(order -> clientReview(order, caller, written))
                .flatMap(this::save));
    }

    /** What was said after an appointment, newest first; a client does not learn what the master said about them. */
    public Mono<List<Review>> listOf(long appointmentId, Caller caller, Slice slice) {
        return repository
                .findReviewed(appointmentId, caller, slice)
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .doOnNext(reviewed -> require(reviewed.order().isInside(caller)))
                .map(ReviewedAppointment::reviews);
    }

    /** What was said about somebody, newest first, the latest unless in pages; nobody learns what a master said about them as a client. */
    public Mono<List<Review>> listAbout(long accountId, Caller caller, Slice slice) {
        return repository
                .listAbout(accountId, caller, slice.ofAtMost(LATEST))
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")));
    }

    /** Single reviews, each with its appointment, whoever asks. */
    public Flux<PlacedReview> list(List<Long> ids) {
        return repository.list(ids);
    }

    /** The appointment, locked, if it can be reviewed by the caller. */
    private Mono<Appointment> reviewable(long id, Caller caller, ReviewKind kind) {
        return appointments
                .lock(id)
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .delayUntil(order -> Precondition.require(Mono.fromSupplier(order::version)))
                .delayUntil(order ->
                        repository.exists(id, kind.type()).doOnNext(reviewed -> kind.require(order, caller, reviewed)));
    }

    private Mono<Draft> clientReview(Appointment order, Caller caller, Function<Set<String>, ClientOpinion> written) {
        return repository
                .listFlags()
                .collect(Collectors.toMap(BehaviorFlag::code, BehaviorFlag::positive))
                .map(known -> clientReview(order, caller, written.apply(known.keySet()), known));
    }

    private Draft clientReview(Appointment order, Caller caller, ClientOpinion written, Map<String, Boolean> known) {
        var flags = written.flags().stream().distinct().toList();
        var forgiven = flags.stream().anyMatch(known::get);
        return new Draft(order, caller, ABOUT_CLIENT, written.opinion(), flags, forgiven ? 0 : flags.size());
    }

    private Mono<Review> save(Draft draft) {
        var now = clock.instant();
        return repository
                .insert(
                        draft.order().id(),
                        draft.kind().type(),
                        draft.author().id(),
                        draft.targetId(),
                        draft.opinion(),
                        draft.flags(),
                        now)
                .delayUntil(saved -> events.emit(draft.toEvent(saved.id())))
                .map(saved -> new Review(
                        saved.id(),
                        draft.order().id(),
                        draft.kind().type(),
                        draft.author().id(),
                        draft.author().username(),
                        draft.targetId(),
                        saved.targetUsername(),
                        draft.opinion().rating(),
                        draft.opinion().comment(),
                        draft.flags().stream().sorted().toList(),
                        now));
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new Forbidden("error.forbidden");
        }
    }

    /** A master's opinion of a client, with codes of behaviour flags as given: there are such flags, and repetitions are kept. */
    public record ClientOpinion(Opinion opinion, List<String> flags) {}

    /** A review and its appointment. */
    public record PlacedReview(Appointment order, Review review) {}

    /** A review that is ready to be saved. */
    private record Draft(
            Appointment order, Caller author, ReviewKind kind, Opinion opinion, List<String> flags, int negativeFlags) {

        private long targetId() {
            return kind.target(order);
        }

        private ReviewEvent toEvent(long reviewId) {
            return new ReviewEvent(
                    reviewId,
                    kind == ABOUT_CLIENT,
                    targetId(),
                    opinion.rating(),
                    flags,
                    negativeFlags,
                    order,
                    new Actor(author.id(), author.role().word()));
        }
    }
}
