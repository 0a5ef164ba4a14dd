package dev.guildhall.appointment;

import static dev.guildhall.appointment.AppointmentStatus.AWAITING_PAYMENT;
import static dev.guildhall.appointment.AppointmentStatus.CANCELLED;
import static dev.guildhall.appointment.AppointmentStatus.IN_PROGRESS;
import static dev.guildhall.appointment.AppointmentStatus.IN_REVIEW;
import static dev.guildhall.appointment.AppointmentStatus.NEW;
import static dev.guildhall.appointment.AppointmentStatus.PAID;
import static dev.guildhall.appointment.AppointmentStatus.PAYMENT_PROOF_UPLOADED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.Refusal;
import dev.guildhall.shared.Role;
import dev.guildhall.testing.LegalMoves;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever anybody tries in whatever order: the state machine holds and the timeline is one chain. */
class StepsTest {

    private static final Appointment.Proof PROOF = new Appointment.Proof("payment_proofs/x.png", null, List.of());

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private static final Caller CLIENT = new Caller(1, "client", Role.CLIENT, false, false, false);
    private static final Caller ANN = new Caller(2, "ann", Role.MASTER, false, true, false);
    private static final Caller BOB = new Caller(3, "bob", Role.MASTER, false, true, false);
    private static final Caller ADMIN = new Caller(4, "admin", Role.ADMIN, false, false, false);
    private static final Caller STRANGER = new Caller(5, "stranger", Role.CLIENT, false, false, false);

    private static final List<Caller> CALLERS = List.of(CLIENT, ANN, BOB, ADMIN, STRANGER);

    private enum Action {
        TAKE,
        DECLINE,
        SET_PRICE,
        UPLOAD_PROOF,
        MARK_PAID,
        CONFIRM_PAYMENT,
        START_WORK,
        COMPLETE,
        OVERRIDE,
        ASSIGN,
        RULE
    }

    private record Attempt(Action action, Caller caller, AppointmentStatus status) {}

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        return Combinators.combine(
                        Arbitraries.of(Action.class), Arbitraries.of(CALLERS), Arbitraries.of(AppointmentStatus.class))
                .as(Attempt::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Caller> callers() {
        return Arbitraries.of(CALLERS);
    }

    @Property(tries = 2000)
    void timelineIsOneChainThatEndsWhereTheOrderStands(@ForAll("attempts") List<Attempt> attempts) {
        var order = filed();
        List<TimelineEntry> timeline = new ArrayList<>();
        for (var attempt : attempts) {
            var change = tried(order, attempt);
            if (change.isPresent()) {
                timeline.addAll(change.get().timeline());
                order = change.get().result();
            }
        }

        var current = AppointmentStatus.NEW;
        for (var row : timeline) {
            if (row.toStatus() != null) {
                assertThat(row.fromStatus()).isEqualTo(current);
                current = row.toStatus();
            }
        }
        assertThat(order.status()).isEqualTo(current);
    }

    @Property(tries = 2000)
    void onlyOverridesLeaveTheStateMachine(@ForAll("attempts") List<Attempt> attempts) {
        var order = filed();
        for (var attempt : attempts) {
            var before = order;
            var change = tried(order, attempt);
            order = change.map(Change::result).orElse(order);
            if (attempt.action() != Action.OVERRIDE && order.status() != before.status()) {
                assertThat(LegalMoves.ALL).as("%s", attempt).contains(before.status() + " -> " + order.status());
            }
        }
    }

    @Property(tries = 2000)
    void milestonesAreSetWhenReachedAndNeverTouchedAgain(@ForAll("attempts") List<Attempt> attempts) {
        var order = filed();
        for (var attempt : attempts) {
            var before = order;
            order = tried(order, attempt).map(Change::result).orElse(order);
            if (before.takenAt() != null) {
                assertThat(order.takenAt()).isEqualTo(before.takenAt());
            }
            if (before.completedAt() != null) {
                assertThat(order.completedAt()).isEqualTo(before.completedAt());
            }
            assertThat(order.status() == AppointmentStatus.COMPLETED && order.completedAt() == null)
                    .isFalse();
        }
    }

    @Property(tries = 2000)
    void strangersAndTheWrongSideNeverChangeAnything(@ForAll("attempts") List<Attempt> attempts) {
        var order = filed();
        for (var attempt : attempts) {
            var change = tried(order, attempt);
            if (change.isPresent() && attempt.action() != Action.RULE) {
                assertThat(attempt.caller()).as("%s on %s", attempt, order).isIn(allowed(attempt.action(), order));
            }
            order = change.map(Change::result).orElse(order);
        }
    }

    @Property
    void everySideDoesItsPartWhereItIsDue(
            @ForAll Action action, @ForAll("callers") Caller caller, @ForAll AppointmentStatus status) {
        var order = paidFor(status);
        var attempt = new Attempt(action, caller, CANCELLED);

        assertThat(tried(order, attempt).isPresent())
                .as("%s on an order that is %s", attempt, status)
                .isEqualTo(
                        due(action).contains(status) && allowed(action, order).contains(caller));
    }

    @Property(tries = 2000)
    void eventsCarryEveryChangeExactlyOnce(@ForAll("attempts") List<Attempt> attempts) {
        var order = filed();
        for (var attempt : attempts) {
            var change = tried(order, attempt);
            if (change.isPresent()) {
                var told = order;
                for (var event : change.get().events()) {
                    assertThat(event.before()).isSameAs(told);
                    told = event.after();
                }
                assertThat(told.status()).isEqualTo(change.get().result().status());
                assertThat(told.master()).isEqualTo(change.get().result().master());
                order = change.get().result();
            }
        }
    }

    /** Who may do this with an order, in whatever state it is. */
    private static List<Caller> allowed(Action action, Appointment order) {
        var itsMaster = Stream.of(ANN, BOB)
                .filter(master -> order.master() != null && order.master().id() == master.id());
        return switch (action) {
            case TAKE -> List.of(ANN, BOB);
            case DECLINE, SET_PRICE, START_WORK, COMPLETE -> itsMaster.toList();
            case UPLOAD_PROOF, MARK_PAID -> List.of(CLIENT);
            case CONFIRM_PAYMENT -> Stream.concat(itsMaster, Stream.of(ADMIN)).toList();
            case OVERRIDE, ASSIGN -> List.of(ADMIN);
            case RULE -> CALLERS;
        };
    }

    /** Where this can be done with an order that has a master, a price and a proof; a rule tries to cancel it. */
    private static Set<AppointmentStatus> due(Action action) {
        return switch (action) {
            case TAKE -> Set.of(NEW);
            case DECLINE -> Set.of(IN_REVIEW, AWAITING_PAYMENT);
            case SET_PRICE -> Set.of(IN_REVIEW);
            case UPLOAD_PROOF, MARK_PAID -> Set.of(AWAITING_PAYMENT);
            case CONFIRM_PAYMENT -> Set.of(PAYMENT_PROOF_UPLOADED);
            case START_WORK -> Set.of(PAID);
            case COMPLETE -> Set.of(IN_PROGRESS);
            case OVERRIDE -> Set.of(AppointmentStatus.values());
            case ASSIGN, RULE -> Set.of(NEW, IN_REVIEW, AWAITING_PAYMENT, PAYMENT_PROOF_UPLOADED, PAID, IN_PROGRESS);
        };
    }

    /** The change, or nothing when it was refused; anything but a refusal fails the test. */
    private static Optional<Change> tried(Appointment order, Attempt attempt) {
        try {
            return Optional.ofNullable(perform(order, attempt));
        } catch (Refusal refused) {
            return Optional.empty();
        }
    }

    private static @Nullable Change perform(Appointment order, Attempt attempt) {
        var caller = attempt.caller();
        var now = order.updatedAt().plusSeconds(1);
        return switch (attempt.action()) {
            case TAKE -> Steps.take(requireActiveMaster(order, caller), caller, master(caller), now);
            case DECLINE -> Steps.decline(order, caller, () -> "", now);
            case SET_PRICE -> Steps.setPrice(order, caller, () -> 100, now);
            case UPLOAD_PROOF -> Steps.uploadProof(order, caller, PROOF, now);
            case MARK_PAID -> Steps.markPaid(order, caller, () -> PaymentMethod.CRYPTO, now);
            case CONFIRM_PAYMENT -> Steps.confirmPayment(order, caller, now);
            case START_WORK -> Steps.start(order, caller, now);
            case COMPLETE -> Steps.complete(order, caller, now);
            case OVERRIDE -> Steps.override(order, requireAdmin(caller), attempt.status(), "", now);
            case ASSIGN -> Steps.assign(order, requireAdmin(caller), master(BOB), now);
            case RULE -> Steps.byRule(order, null, attempt.status(), "rule", now);
        };
    }

    /** What the route asks for before the use case is reached. */
    private static Appointment requireActiveMaster(Appointment order, Caller caller) {
        if (!caller.activeMaster()) {
            throw new Forbidden("error.forbidden");
        }
        return order;
    }

    private static Caller requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw new Forbidden("error.forbidden");
        }
        return caller;
    }

    private static Appointment.Master master(Caller caller) {
        return new Appointment.Master(caller.id(), caller.username(), true, null);
    }

    /** An order of ANN's with all it needs, put into this status. */
    private static Appointment paidFor(AppointmentStatus status) {
        return filed().withMaster(master(ANN))
                .withPayment(new Appointment.Payment(100, "RUB", null, PROOF, null, null, null), START)
                .withStatus(status, START);
    }

    private static Appointment filed() {
        return new Appointment(
                10,
                new Appointment.Client(CLIENT.id(), CLIENT.username(), false, 0, "low"),
                null,
                "Samsung",
                "A50",
                LockType.PIN,
                true,
                "Forgot the code",
                null,
                AppointmentStatus.NEW,
                new Appointment.Payment(null, "RUB", null, null, null, null, null),
                null,
                null,
                null,
                Sla.NONE,
                List.of(),
                false,
                START,
                START);
    }
}
