package dev.guildhall.appointment;

import static dev.guildhall.appointment.AppointmentStatus.AWAITING_PAYMENT;
import static dev.guildhall.appointment.AppointmentStatus.CANCELLED;
import static dev.guildhall.appointment.AppointmentStatus.COMPLETED;
import static dev.guildhall.appointment.AppointmentStatus.DECLINED_BY_MASTER;
import static dev.guildhall.appointment.AppointmentStatus.IN_PROGRESS;
import static dev.guildhall.appointment.AppointmentStatus.IN_REVIEW;
import static dev.guildhall.appointment.AppointmentStatus.NEW;
import static dev.guildhall.appointment.AppointmentStatus.PAID;
import static dev.guildhall.appointment.AppointmentStatus.PAYMENT_PROOF_UPLOADED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.LegalMoves;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AppointmentStatusTest {

    @Test
    void leadsWhereTheContractSaysAndNowhereElse() {
        assertThat(moves()).containsExactlyInAnyOrderElementsOf(LegalMoves.ALL);
    }

    @Test
    void knowsWhatIsFinalActiveAndOnTheTableOfAMaster() {
        assertThat(Stream.of(AppointmentStatus.values()).filter(AppointmentStatus::isFinal))
                .containsExactly(COMPLETED, DECLINED_BY_MASTER, CANCELLED);
        assertThat(AppointmentStatus.ACTIVE)
                .containsExactlyInAnyOrder(NEW, IN_REVIEW, AWAITING_PAYMENT, PAYMENT_PROOF_UPLOADED, PAID, IN_PROGRESS);
        assertThat(AppointmentStatus.WORKLOAD)
                .containsExactlyInAnyOrder(IN_REVIEW, AWAITING_PAYMENT, PAYMENT_PROOF_UPLOADED, PAID, IN_PROGRESS);
    }

    private static Stream<String> moves() {
        return Stream.of(AppointmentStatus.values()).flatMap(from -> Stream.of(AppointmentStatus.values())
                .filter(from::leadsTo)
                .map(to -> from + " -> " + to));
    }
}
