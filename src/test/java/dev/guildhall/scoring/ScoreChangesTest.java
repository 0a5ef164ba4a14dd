package dev.guildhall.scoring;

import static dev.guildhall.appointment.AppointmentStatus.AWAITING_PAYMENT;
import static dev.guildhall.appointment.AppointmentStatus.CANCELLED;
import static dev.guildhall.appointment.AppointmentStatus.COMPLETED;
import static dev.guildhall.appointment.AppointmentStatus.DECLINED_BY_MASTER;
import static dev.guildhall.appointment.AppointmentStatus.IN_PROGRESS;
import static dev.guildhall.appointment.AppointmentStatus.IN_REVIEW;
import static dev.guildhall.appointment.AppointmentStatus.NEW;
import static dev.guildhall.appointment.AppointmentStatus.PAID;
import static dev.guildhall.scoring.Orders.BOSS;
import static dev.guildhall.scoring.Orders.FILED;
import static dev.guildhall.scoring.Orders.event;
import static dev.guildhall.scoring.Orders.order;
import static dev.guildhall.scoring.Orders.statusChanged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.guildhall.appointment.AppointmentEvent.Cause;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.identity.BanChanged;
import dev.guildhall.review.ReviewEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreChangesTest {

    private static final long CLIENT = 20;
    private static final long ANN = 30;
    private static final long BOB = 31;

    private static ScoreChanges changesOf(DomainEvent... events) {
        return ScoreChanges.of(List.of(events));
    }

    @Test
    void filingConcernsNobody() {
        assertThat(changesOf(event("appointment.created", null, order(CLIENT, NEW, null, null)))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void takingConcernsTheMasterOnly() {
        var filed = order(CLIENT, NEW, null, null);
        var taken = order(CLIENT, IN_REVIEW, ANN, FILED.plusMillis(1500));

        var changes =
                changesOf(statusChanged(filed, taken, Cause.STEP), event("appointment.master_taken", taken, taken));

        assertThat(changes.clients()).isEmpty();
        assertThat(changes.masters()).containsExactly(entry(ANN, new MasterTotals(0, 0, 1, 1_500_000, 1, 0, 0)));
    }

    @Test
    void everyStepComputesTheMasterAnew() {
        var paid = order(CLIENT, PAID, ANN, FILED);
        var started = order(CLIENT, IN_PROGRESS, ANN, FILED);

        var changes = changesOf(statusChanged(paid, started, Cause.STEP));

        assertThat(changes.clients()).isEmpty();
        assertThat(changes.masters()).containsExactly(entry(ANN, MasterTotals.NOTHING));
    }

    @Test
    void aPriceAloneConcernsNobody() {
        var reviewed = order(CLIENT, IN_REVIEW, ANN, FILED);

        assertThat(changesOf(event("appointment.price_set", reviewed, reviewed)).isEmpty())
                .isTrue();
    }

    @Test
    void completingConcernsBoth() {
        var started = order(CLIENT, IN_PROGRESS, ANN, FILED);
        var done = order(CLIENT, COMPLETED, ANN, FILED);

        var changes =
                changesOf(statusChanged(started, done, Cause.STEP), event("appointment.work_completed", done, done));

        assertThat(changes.clients()).containsExactly(entry(CLIENT, new ClientTotals(1, 0, 0, 0, 0)));
        assertThat(changes.masters()).containsExactly(entry(ANN, new MasterTotals(1, 0, -1, 0, 0, 0, 0)));
    }

    @Test
    void aDeclineLooksAtTheClientAndCountsNothing() {
        var changes = changesOf(statusChanged(
                order(CLIENT, AWAITING_PAYMENT, ANN, FILED),
                order(CLIENT, DECLINED_BY_MASTER, ANN, FILED),
                Cause.STEP));

        assertThat(changes.clients()).containsExactly(entry(CLIENT, ClientTotals.NOTHING));
        assertThat(changes.masters()).containsExactly(entry(ANN, new MasterTotals(0, 1, -1, 0, 0, 0, 0)));
    }

    @Test
    void aCancellationByARuleCountsForTheClient() {
        var changes = changesOf(
                statusChanged(order(CLIENT, NEW, null, null), order(CLIENT, CANCELLED, null, null), Cause.RULE));

        assertThat(changes.clients()).containsExactly(entry(CLIENT, new ClientTotals(0, 1, 0, 0, 0)));
    }

    @Test
    void aStepByARuleConcernsNoClient() {
        var changes = changesOf(
                statusChanged(order(CLIENT, NEW, null, null), order(CLIENT, IN_REVIEW, null, FILED), Cause.RULE));

        assertThat(changes.isEmpty()).isTrue();
    }

    @Test
    void anOverrideLooksAtEverybodyAlsoWhenItChangesNothing() {
        var order = order(CLIENT, IN_REVIEW, ANN, FILED);

        var changes = changesOf(statusChanged(order, order, Cause.OVERRIDE));

        assertThat(changes.clients()).containsExactly(entry(CLIENT, ClientTotals.NOTHING));
        assertThat(changes.masters()).containsExactly(entry(ANN, MasterTotals.NOTHING));
    }

    @Test
    void theOrdersNumbersMoveToWhoTakesItOver() {
        var sentBack = order(CLIENT, NEW, BOB, FILED.plusSeconds(3));
        var takenOver = order(CLIENT, IN_REVIEW, ANN, FILED.plusSeconds(3));

        var changes = changesOf(statusChanged(sentBack, takenOver, Cause.STEP));

        assertThat(changes.masters())
                .containsExactly(
                        entry(ANN, new MasterTotals(0, 0, 1, 3_000_000, 1, 0, 0)),
                        entry(BOB, new MasterTotals(0, 0, 0, -3_000_000, -1, 0, 0)));
    }

    @Test
    void anAssignmentConcernsBothMasters() {
        var changes = changesOf(
                event("appointment.master_assigned", order(CLIENT, PAID, BOB, null), order(CLIENT, PAID, ANN, null)));

        assertThat(changes.clients()).isEmpty();
        assertThat(changes.masters())
                .containsExactly(
                        entry(ANN, new MasterTotals(0, 0, 1, 0, 0, 0, 0)),
                        entry(BOB, new MasterTotals(0, 0, -1, 0, 0, 0, 0)));
    }

    @Test
    void reviewsCountForTheirTargets() {
        var order = order(CLIENT, COMPLETED, ANN, FILED);

        var changes = changesOf(
                new ReviewEvent(1, true, CLIENT, 4, List.of("weak_pc", "bad_internet"), 2, order, BOSS),
                new ReviewEvent(2, false, ANN, 5, List.of(), 0, order, BOSS));

        assertThat(changes.clients()).containsExactly(entry(CLIENT, new ClientTotals(0, 0, 4, 1, 2)));
        assertThat(changes.masters()).containsExactly(entry(ANN, new MasterTotals(0, 0, 0, 0, 0, 5, 1)));
    }

    @Test
    void aBanLooksAtTheClient() {
        assertThat(changesOf(new BanChanged(CLIENT, BOSS)).clients())
                .containsExactly(entry(CLIENT, ClientTotals.NOTHING));
    }
}
