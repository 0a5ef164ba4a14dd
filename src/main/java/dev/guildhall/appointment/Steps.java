package dev.guildhall.appointment;

import static dev.guildhall.appointment.AppointmentStatus.AWAITING_PAYMENT;
import static dev.guildhall.appointment.AppointmentStatus.COMPLETED;
import static dev.guildhall.appointment.AppointmentStatus.DECLINED_BY_MASTER;
import static dev.guildhall.appointment.AppointmentStatus.IN_PROGRESS;
import static dev.guildhall.appointment.AppointmentStatus.IN_REVIEW;
import static dev.guildhall.appointment.AppointmentStatus.NEW;
import static dev.guildhall.appointment.AppointmentStatus.PAID;
import static dev.guildhall.appointment.AppointmentStatus.PAYMENT_PROOF_UPLOADED;

import dev.guildhall.appointment.AppointmentEvent.Cause;
import dev.guildhall.event.DomainEvent.Actor;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.WrongState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the life cycle: who may take them, from where, and what they do. Each checks access, then role and assignment, then
 * the state, and only then looks at what was sent with it. Knows no I/O.
 */
final class Steps {

    private static final String TAKEN = "Мастер взял заявку";
    private static final String MARKED = "Клиент отметил оплату";

    private Steps() {}

    static Change take(Appointment order, Caller caller, Appointment.Master master, Instant now) {
        if (order.isOf(caller)) {
            throw new Forbidden("error.own_order");
        }
        if (!master.active()) {
            throw new Forbidden("error.forbidden");
        }
        if (!order.status().equals(NEW)) {
            throw new AlreadyTaken();
        }
        return by(caller, order, now)
                .assign(master)
                .moveTo(IN_REVIEW, TAKEN)
                .tell("appointment.master_taken", Map.of("assigned_master_id", master.id()));
    }

    static Change decline(Appointment order, Caller caller, Supplier<String> reason, Instant now) {
        requireMaster(order, caller);
        requireStep(order, DECLINED_BY_MASTER);
        return by(caller, order, now).moveTo(DECLINED_BY_MASTER, reason.get());
    }

    static Change setPrice(Appointment order, Caller caller, Supplier<Integer> price, Instant now) {
        requireMaster(order, caller);
        requireStep(order, AWAITING_PAYMENT);
        int amount = price.get();
        return by(caller, order, now)
                .pay(order.payment().priced(amount))
                .note("price_set", "", Map.of("total_price", amount))
                .tell("appointment.price_set", Map.of("total_price", amount))
                .moveTo(AWAITING_PAYMENT, "");
    }

    /** Whether a proof may be uploaded now. */
    static void requireProofAwaited(Appointment order, Caller caller) {
        requireClient(order, caller);
        requireStatus(order, AWAITING_PAYMENT);
    }

    static Change uploadProof(Appointment order, Caller caller, Appointment.Proof proof, Instant now) {
        requireProofAwaited(order, caller);
        return by(caller, order, now)
                .pay(order.payment().proven(proof))
                .note("payment_proof_uploaded", "", Map.of())
                .tell(
                        "appointment.payment_proof_uploaded",
                        Map.of("status", order.status().name()));
    }

    static Change markPaid(Appointment order, Caller caller, Supplier<PaymentMethod> method, Instant now) {
        requireClient(order, caller);
        requireStep(order, PAYMENT_PROOF_UPLOADED);
        if (order.payment().proof() == null) {
            throw new WrongState("appointment.proof_missing");
        }
        var how = method.get();
        return by(caller, order, now)
                .pay(order.payment().marked(how, now))
                .moveTo(PAYMENT_PROOF_UPLOADED, MARKED)
                .note("payment_marked", "", Map.of("payment_method", how.word()))
                .tell("appointment.payment_marked", Map.of("payment_method", how.word()));
    }

    static Change confirmPayment(Appointment order, Caller caller, Instant now) {
        requireSeen(order, caller);
        if (!caller.may(Permission.PAYMENTS_CONFIRM) && !order.isWorkedOnBy(caller)) {
            throw new Forbidden("error.forbidden");
        }
        requireStep(order, PAID);
        return by(caller, order, now)
                .pay(order.payment().confirmed(caller.id(), now))
                .moveTo(PAID, "")
                .note("payment_confirmed", "", Map.of())
                .tell("appointment.payment_confirmed", Map.of("confirmed_by", caller.id()));
    }

    static Change start(Appointment order, Caller caller, Instant now) {
        requireMaster(order, caller);
        requireStep(order, IN_PROGRESS);
        return by(caller, order, now)
                .moveTo(IN_PROGRESS, "")
                .tell("appointment.work_started", Map.of("status", IN_PROGRESS.name()));
    }

    static Change complete(Appointment order, Caller caller, Instant now) {
        requireMaster(order, caller);
        requireStep(order, COMPLETED);
        return by(caller, order, now)
                .moveTo(COMPLETED, "")
                .tell("appointment.work_completed", Map.of("status", COMPLETED.name()));
    }

    /** An admin's override: anywhere, also to the same status; what the status lacks is written down. */
    static Change override(Appointment order, Caller admin, AppointmentStatus status, String note, Instant now) {
        return Change.of(order, actor(admin), Cause.OVERRIDE, now).moveTo(status, note, lacking(order, status));
    }

    /** Whether the order can be handed to somebody at all. */
    static void requireAssignable(Appointment order) {
        if (order.status().isFinal()) {
            throw new WrongState("error.wrong_state");
        }
    }

    /** An admin hands the order to another active master; a NEW one is thereby taken. */
    static Change assign(Appointment order, Caller admin, Appointment.Master master, Instant now) {
        requireAssignable(order);
        if (!master.active() || master.id() == order.client().id()) {
            throw InvalidFields.of("master", "appointment.master_unsuitable");
        }
        var previous = order.master();
        if (previous != null && previous.id() == master.id() && order.status() != NEW) {
            throw InvalidFields.of("master", "appointment.master_same");
        }
        var change = Change.of(order, actor(admin), Cause.OVERRIDE, now).assign(master);
        var told = order.status() == NEW ? change.moveTo(IN_REVIEW, "") : change;
        return told.note("master_assigned", "", assignment(previous, master))
                .tell("appointment.master_assigned", Map.copyOf(assignment(previous, master)));
    }

    /** What a rule may do: the steps there are, in the name of whoever caused its event; anything else is nothing. */
    static @Nullable Change byRule(
            Appointment order, @Nullable Actor actor, AppointmentStatus status, String note, Instant now) {
        return order.status().leadsTo(status)
                ? Change.of(order, actor, Cause.RULE, now).moveTo(status, note)
                : null;
    }

    /** What an order in this status should have and this one has not. */
    static List<String> lacking(Appointment order, AppointmentStatus status) {
        List<String> lacking = new ArrayList<>();
        var worked = !List.of(NEW, AppointmentStatus.CANCELLED).contains(status);
        var priced = worked && !List.of(IN_REVIEW, DECLINED_BY_MASTER).contains(status);
        var proven = priced && status != AWAITING_PAYMENT;
        if (worked && order.master() == null) {
            lacking.add("missing_master");
        }
        if (priced && order.payment().price() == null) {
            lacking.add("missing_price");
        }
        if (proven && order.payment().proof() == null) {
            lacking.add("missing_payment_proof");
        }
        return lacking;
    }

    static void requireSeen(Appointment order, Caller caller) {
        if (!order.isSeenBy(caller)) {
            throw new Forbidden("error.forbidden");
        }
    }

    static Actor actor(Caller caller) {
        return new Actor(caller.id(), caller.role().word());
    }

    private static Map<String, Object> assignment(Appointment.@Nullable Master previous, Appointment.Master next) {
        return previous == null
                ? Map.of("assigned_master_id", next.id())
                : Map.of("assigned_master_id", next.id(), "previous_master_id", previous.id());
    }

    private static Change by(Caller caller, Appointment order, Instant now) {
        return Change.of(order, actor(caller), Cause.STEP, now);
    }

    private static void requireMaster(Appointment order, Caller caller) {
        if (!order.isWorkedOnBy(caller)) {
            throw new Forbidden("error.forbidden");
        }
    }

    private static void requireClient(Appointment order, Caller caller) {
        if (!order.isOf(caller)) {
            throw new Forbidden("error.forbidden");
        }
    }

    private static void requireStep(Appointment order, AppointmentStatus next) {
        if (!order.status().leadsTo(next)) {
            throw new WrongState("error.wrong_state");
        }
    }

    private static void requireStatus(Appointment order, AppointmentStatus status) {
        if (order.status() != status) {
            throw new WrongState("error.wrong_state");
        }
    }
}
