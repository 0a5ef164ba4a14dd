package dev.guildhall.appointment;

import static dev.guildhall.appointment.AppointmentStatus.AWAITING_PAYMENT;
import static dev.guildhall.appointment.AppointmentStatus.CANCELLED;
import static dev.guildhall.appointment.AppointmentStatus.COMPLETED;
import static dev.guildhall.appointment.AppointmentStatus.IN_PROGRESS;
import static dev.guildhall.appointment.AppointmentStatus.IN_REVIEW;
import static dev.guildhall.appointment.AppointmentStatus.NEW;
import static dev.guildhall.appointment.AppointmentStatus.PAID;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What starts and stops the clocks. */
class SlaClocksTest {

    private static final Instant FILED = Instant.parse("2026-11-23T06:00:00Z");
    private static final Duration WORK = Duration.ofHours(24);
    private static final Term ANSWER = Term.from(FILED, Duration.ofMinutes(15));
    private static final Sla NEW_ORDER = new Sla(ANSWER, Term.NONE, false, ANSWER.riskAt(), WORK);

    @Test
    void aRiskIsAFifthOfTheTime() {
        assertThat(ANSWER.riskAt()).isEqualTo(at(12));
        assertThat(NEW_ORDER.notices(at(11))).isEmpty();
        assertThat(NEW_ORDER.notices(at(12))).singleElement().satisfies(notice -> {
            assertThat(notice.eventType()).isEqualTo("sla.at_risk");
            assertThat(notice.payload()).containsEntry("seconds_left", 180L);
        });
        assertThat(NEW_ORDER.notices(at(15))).singleElement().satisfies(notice -> assertThat(notice.eventType())
                .isEqualTo("sla.breached"));
        assertThat(NEW_ORDER.looked(false, at(12)).nextLook()).isEqualTo(at(15));
        assertThat(NEW_ORDER.looked(true, at(15)).nextLook()).isNull();
    }

    @Test
    void anAnswerIsGivenOnceForAll() {
        var taken = NEW_ORDER.moved(NEW, IN_REVIEW, at(5));
        assertThat(taken.response().stoppedAt()).isEqualTo(at(5));
        assertThat(taken.nextLook()).isNull();

        var offeredAgain = taken.moved(IN_REVIEW, NEW, at(6)).moved(NEW, CANCELLED, at(60));
        assertThat(offeredAgain.response()).isEqualTo(taken.response());
        assertThat(offeredAgain.notices(at(60))).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLateIsStillToBeTold() {
        var taken = NEW_ORDER.looked(false, at(12)).moved(NEW, IN_REVIEW, at(20));

        assertThat(taken.nextLook()).isEqualTo(at(15));
        assertThat(taken.notices(at(90))).singleElement().satisfies(notice -> assertThat(notice.payload())
                .containsEntry("overtime_seconds", 300L));
    }

    @Test
    void workRunsFromThePaymentToItsEnd() {
        var paid = NEW_ORDER.moved(NEW, IN_REVIEW, at(1)).moved(AWAITING_PAYMENT, PAID, at(60));
        assertThat(paid.completion().dueAt()).isEqualTo(at(60).plus(WORK));
        assertThat(paid.moved(PAID, IN_PROGRESS, at(70)).completion()).isEqualTo(paid.completion());

        var done = paid.moved(IN_PROGRESS, COMPLETED, at(80));
        assertThat(done.completion().stoppedAt()).isEqualTo(at(80));
        assertThat(done.nextLook()).isNull();

        var reopened = done.moved(COMPLETED, IN_PROGRESS, at(90));
        assertThat(reopened.completion()).isEqualTo(paid.completion());
        assertThat(reopened.nextLook()).isEqualTo(paid.completion().riskAt());

        var late = done.moved(COMPLETED, IN_PROGRESS, at(60 * 48));
        assertThat(late.nextLook()).isEqualTo(at(60 * 48));

        var paidAgain = done.moved(COMPLETED, AWAITING_PAYMENT, at(90)).moved(AWAITING_PAYMENT, PAID, at(100));
        assertThat(paidAgain.completion().dueAt()).isEqualTo(at(100).plus(WORK));
    }

    private static Instant at(int minutes) {
        return FILED.plus(Duration.ofMinutes(minutes));
    }
}
