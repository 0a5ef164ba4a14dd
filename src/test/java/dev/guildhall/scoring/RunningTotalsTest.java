package dev.guildhall.scoring;

import static dev.guildhall.scoring.Orders.FILED;
import static dev.guildhall.scoring.Orders.order;
import static dev.guildhall.scoring.Orders.statusChanged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentEvent.Cause;
import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.review.ReviewEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class RunningTotalsTest {

    private static final int ORDERS = 6;
    private static final int CLIENTS = 2;

    /** One thing that happens: an order gets this status and, if it says so, another master; or somebody is reviewed. */
    record Deed(int order, AppointmentStatus status, long master, int tookSeconds, int rating, int negativeFlags) {}

    @Provide
    Arbitrary<List<Deed>> histories() {
        var orders = Arbitraries.integers().between(0, ORDERS - 1);
        var statuses = Arbitraries.of(AppointmentStatus.class);
        var masters = Arbitraries.longs().between(0, 3);
        var seconds = Arbitraries.integers().between(0, 100_000);
        var ratings = Arbitraries.integers().between(-5, 5);
        var flags = Arbitraries.integers().between(0, 5);
        return Combinators.combine(orders, statuses, masters, seconds, ratings, flags)
                .as(Deed::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void runningTotalsEqualACountFromScratch(
            @ForAll("histories") List<Deed> history, @ForAll @IntRange(min = 1, max = 7) int eventsPerLevel) {
        var orders = new Appointment[ORDERS];
        Arrays.setAll(orders, i -> order(i % CLIENTS, AppointmentStatus.NEW, null, null));
        var events = new ArrayList<DomainEvent>();
        history.forEach(deed -> events.add(happen(deed, orders)));

        var clients = new TreeMap<Long, ClientTotals>();
        var masters = new TreeMap<Long, MasterTotals>();
        for (int from = 0; from < events.size(); from += eventsPerLevel) {
            var level = ScoreChanges.of(events.subList(from, Math.min(from + eventsPerLevel, events.size())));
            level.clients().forEach((id, delta) -> clients.merge(id, delta, ClientTotals::plus));
            level.masters().forEach((id, delta) -> masters.merge(id, delta, MasterTotals::plus));
        }

        assertThat(withoutBlanks(clients, ClientTotals.NOTHING)).isEqualTo(clientsFromScratch(orders, events));
        assertThat(withoutBlanks(masters, MasterTotals.NOTHING)).isEqualTo(mastersFromScratch(orders, events));
    }

    @Property
    void aRiskIsBetween0And100AndItsLevelMatches(
            @ForAll @IntRange(max = 10_000) int completed,
            @ForAll @IntRange(max = 10_000) int cancelled,
            @ForAll @IntRange(max = 1_000) int ratings,
            @ForAll @IntRange(min = 1, max = 5) int rating,
            @ForAll @IntRange(max = 1_000) int flags,
            @ForAll @LongRange(max = 10_000) long age) {
        var risk = ClientRisk.of(new ClientTotals(completed, cancelled, (long) ratings * rating, ratings, flags), age);

        assertThat(risk.score()).isBetween(0, 100);
        assertThat(risk.riskLevel()).isEqualTo(List.of(RiskLevel.values()).get(Math.min(risk.score() / 25, 3)));
    }

    @Property
    void aScoreIsBetween0And100(
            @ForAll @IntRange(max = 10_000) int completed,
            @ForAll @IntRange(max = 10_000) int dropped,
            @ForAll @IntRange(max = 10_000) int active,
            @ForAll long micros,
            @ForAll @IntRange(max = 1_000) int responses,
            @ForAll @IntRange(min = 1, max = 5) int rating) {
        var totals =
                new MasterTotals(completed, dropped, active, micros, responses, (long) responses * rating, responses);

        assertThat(MasterScore.of(totals)).isBetween(0, 100);
    }

    private static DomainEvent happen(Deed deed, Appointment[] orders) {
        var before = orders[deed.order];
        if (deed.rating > 0 && before.master() != null) {
            return review(deed, before);
        }
        var master = deed.master == 0 ? masterId(before) : Long.valueOf(deed.master);
        var firstTaken = before.takenAt() == null && deed.status == AppointmentStatus.IN_REVIEW;
        var takenAt = firstTaken ? FILED.plusSeconds(deed.tookSeconds) : before.takenAt();
        var after = order(before.client().id(), deed.status, master, takenAt);
        orders[deed.order] = after;
        return statusChanged(before, after, List.of(Cause.values()).get(deed.negativeFlags % 3));
    }

    private static ReviewEvent review(Deed deed, Appointment order) {
        var aboutClient = deed.tookSeconds % 2 == 0;
        var target = aboutClient
                ? order.client().id()
                : Objects.requireNonNull(order.master()).id();
        var flags = aboutClient ? deed.negativeFlags : 0;
        return new ReviewEvent(1, aboutClient, target, deed.rating, List.of(), flags, order, Orders.BOSS);
    }

    private static Map<Long, ClientTotals> clientsFromScratch(Appointment[] orders, List<DomainEvent> events) {
        var totals = new TreeMap<Long, ClientTotals>();
        for (var order : orders) {
            var completed = order.status() == AppointmentStatus.COMPLETED ? 1 : 0;
            var cancelled = order.status() == AppointmentStatus.CANCELLED ? 1 : 0;
            totals.merge(order.client().id(), new ClientTotals(completed, cancelled, 0, 0, 0), ClientTotals::plus);
        }
        for (var event : events) {
            if (event instanceof ReviewEvent review && review.aboutClient()) {
                var one = new ClientTotals(0, 0, review.rating(), 1, review.negativeFlags());
                totals.merge(review.targetId(), one, ClientTotals::plus);
            }
        }
        return withoutBlanks(totals, ClientTotals.NOTHING);
    }

    private static Map<Long, MasterTotals> mastersFromScratch(Appointment[] orders, List<DomainEvent> events) {
        var totals = new TreeMap<Long, MasterTotals>();
        for (var order : orders) {
            if (order.master() != null) {
                totals.merge(order.master().id(), counted(order), MasterTotals::plus);
            }
        }
        for (var event : events) {
            if (event instanceof ReviewEvent review && !review.aboutClient()) {
                totals.merge(
                        review.targetId(), new MasterTotals(0, 0, 0, 0, 0, review.rating(), 1), MasterTotals::plus);
            }
        }
        return withoutBlanks(totals, MasterTotals.NOTHING);
    }

    private static MasterTotals counted(Appointment order) {
        var taken = order.takenAt();
        return new MasterTotals(
                order.status() == AppointmentStatus.COMPLETED ? 1 : 0,
                Set.of(AppointmentStatus.DECLINED_BY_MASTER, AppointmentStatus.CANCELLED)
                                .contains(order.status())
                        ? 1
                        : 0,
                EnumSet.range(AppointmentStatus.IN_REVIEW, AppointmentStatus.IN_PROGRESS)
                                .contains(order.status())
                        ? 1
                        : 0,
                taken == null ? 0 : (taken.getEpochSecond() - FILED.getEpochSecond()) * 1_000_000,
                taken == null ? 0 : 1,
                0,
                0);
    }

    private static <T> Map<Long, T> withoutBlanks(Map<Long, T> totals, T nothing) {
        var left = new TreeMap<>(totals);
        left.values().removeIf(nothing::equals);
        return left;
    }

    private static @Nullable Long masterId(Appointment order) {
        return order.master() == null ? null : order.master().id();
    }
}
