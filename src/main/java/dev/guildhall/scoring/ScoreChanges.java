package dev.guildhall.scoring;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentEvent;
import dev.guildhall.appointment.AppointmentEvent.Cause;
import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.identity.BanChanged;
import dev.guildhall.review.ReviewEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose scores have to be computed anew, and by how much their totals change; by account id, in ascending order. A change may be
 * zero: then the totals stay, and only the score is computed.
 *
 * @param orders what it was about
 * @param causes what has moved each
 */
record ScoreChanges(
        SortedMap<Long, ClientTotals> clients, SortedMap<Long, MasterTotals> masters, Set<Long> orders, Causes causes) {

    /** What some events amount to. */
    static ScoreChanges of(Collection<? extends DomainEvent> events) {
        var changes = nothing();
        events.forEach(changes::add);
        return changes;
    }

    /** Nothing has happened, and these clients are looked at again. */
    static ScoreChanges ofClients(Collection<Long> clients, ScoreCause cause) {
        var changes = nothing();
        clients.forEach(id -> changes.addClient(id, ClientTotals.NOTHING, cause));
        return changes;
    }

    /** Nothing has happened, and these masters are looked at again, or want a first score. */
    static ScoreChanges ofMasters(Collection<Long> masters, ScoreCause cause) {
        var changes = nothing();
        masters.forEach(id -> changes.addMaster(id, MasterTotals.NOTHING, cause));
        return changes;
    }

    boolean isEmpty() {
        return clients.isEmpty() && masters.isEmpty();
    }

    private void add(DomainEvent event) {
        if (event instanceof ReviewEvent review) {
            orders.add(review.appointment().id());
        }
        if (event instanceof AppointmentEvent change) {
            orders.add(change.after().id());
            addToClient(change);
            addToMasters(change);
        } else if (event instanceof ReviewEvent review && review.aboutClient()) {
            addClient(
                    review.targetId(),
                    ClientTotals.ofReview(review.rating(), review.negativeFlags()),
                    ScoreCause.of(event));
        } else if (event instanceof ReviewEvent review) {
            addMaster(review.targetId(), MasterTotals.ofReview(review.rating()), ScoreCause.of(event));
        } else if (event instanceof BanChanged ban) {
            addClient(ban.clientId(), ClientTotals.NOTHING, ScoreCause.of(event));
        }
    }

    private void addToClient(AppointmentEvent event) {
        var delta = ClientTotals.contribution(event.after()).minus(ClientTotals.contribution(event.before()));
        if (!delta.equals(ClientTotals.NOTHING) || concernsClient(event)) {
            addClient(event.after().client().id(), delta, ScoreCause.of(event));
        }
    }

    /** The order leaves its former master and comes to its present one, who mostly is the same. */
    private void addToMasters(AppointmentEvent event) {
        var former = masterId(event.before());
        var present = masterId(event.after());
        var leaving = MasterTotals.contribution(event.before());
        var coming = MasterTotals.contribution(event.after());
        if (Objects.equals(former, present) && leaving.equals(coming) && !isStatusChange(event)) {
            return;
        }
        if (former != null) {
            addMaster(former, MasterTotals.NOTHING.minus(leaving), ScoreCause.of(event));
        }
        if (present != null) {
            addMaster(present, coming, ScoreCause.of(event));
        }
    }

    private void addClient(long id, ClientTotals delta, ScoreCause cause) {
        causes.clients.putIfAbsent(id, cause);
        clients.merge(id, delta, ClientTotals::plus);
    }

    private void addMaster(long id, MasterTotals delta, ScoreCause cause) {
        causes.masters.putIfAbsent(id, cause);
        masters.merge(id, delta, MasterTotals::plus);
    }

    /** An admin's word and a master's no lead to a new look at the client, although they may change no total. */
    private static boolean concernsClient(AppointmentEvent event) {
        return isStatusChange(event)
                && (event.cause() == Cause.OVERRIDE || isDeclined(event.before()) || isDeclined(event.after()));
    }

    private static boolean isStatusChange(AppointmentEvent event) {
        return event.type().equals(AppointmentEvent.STATUS_CHANGED);
    }

    private static boolean isDeclined(@Nullable Appointment order) {
        return order != null && order.status() == AppointmentStatus.DECLINED_BY_MASTER;
    }

    private static @Nullable Long masterId(@Nullable Appointment order) {
        return order == null || order.master() == null ? null : order.master().id();
    }

    private static ScoreChanges nothing() {
        return new ScoreChanges(
                new TreeMap<>(), new TreeMap<>(), new HashSet<>(), new Causes(new HashMap<>(), new HashMap<>()));
    }

    /** What has moved each client and master: the first of several. */
    record Causes(Map<Long, ScoreCause> clients, Map<Long, ScoreCause> masters) {

        ScoreCause ofClient(long id) {
            return Objects.requireNonNull(clients.get(id));
        }

        ScoreCause ofMaster(long id) {
            return Objects.requireNonNull(masters.get(id));
        }
    }
}
