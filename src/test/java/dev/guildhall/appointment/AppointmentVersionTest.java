package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.appointment.Appointment.Client;
import dev.guildhall.appointment.Appointment.Master;
import dev.guildhall.appointment.Appointment.Payment;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing about an order can change behind the back of somebody who has seen its version. */
class AppointmentVersionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Appointment ORDER = new Appointment(
            1,
            new Client(1, "client", false, 10, "low"),
            new Master(2, "ann", true, 50),
            "Samsung",
            "A50",
            LockType.PIN,
            true,
            "Forgot the code",
            "photos/a.png",
            AppointmentStatus.NEW,
            new Payment(null, "RUB", null, null, null, null, null),
            null,
            null,
            null,
            Sla.NONE,
            List.of(),
            false,
            NOW,
            NOW);

    /** Another value for each part. */
    private static final Map<String, Object> OTHERS = Map.ofEntries(
            Map.entry("id", 2L),
            Map.entry("client", new Client(3, "client", false, 10, "low")),
            Map.entry("master", new Master(3, "ann", true, 50)),
            Map.entry("brand", "Apple"),
            Map.entry("model", "A51"),
            Map.entry("lockType", LockType.GOOGLE),
            Map.entry("hasPc", false),
            Map.entry("description", "Lost the code"),
            Map.entry("photo", "photos/b.png"),
            Map.entry("status", AppointmentStatus.PAID),
            Map.entry("payment", new Payment(100, "RUB", null, null, null, null, null)),
            Map.entry("takenAt", LATER),
            Map.entry("startedAt", LATER),
            Map.entry("completedAt", LATER),
            Map.entry("sla", new Sla(Term.NONE, Term.NONE, true, null, Sla.NONE.completionTime())),
            Map.entry("tags", List.of("vip")),
            Map.entry("hasHistory", true),
            Map.entry("createdAt", LATER),
            Map.entry("updatedAt", LATER));

    static Stream<String> parts() {
        return Arrays.stream(Appointment.class.getRecordComponents()).map(RecordComponent::getName);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void everyPartOfAnOrderIsInItsVersion(String part) {
        var other = Objects.requireNonNull(OTHERS.get(part), "A new part: is it in the version?");

        assertThat(with(part, other).version()).isNotEqualTo(ORDER.version());
    }

    @Test
    void whatIsKnownOfItsSidesAndWhatTheSettingsPromiseIsNot() {
        var promised = new Sla(Term.NONE, Term.NONE, false, LATER, Duration.ofHours(1));

        assertThat(with("client", new Client(1, "renamed", true, 90, "high")).version())
                .isEqualTo(ORDER.version());
        assertThat(with("master", new Master(2, "renamed", false, null)).version())
                .isEqualTo(ORDER.version());
        assertThat(with("sla", promised).version()).isEqualTo(ORDER.version());
    }

    private static Appointment with(String part, Object value) {
        var components = Appointment.class.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        var values = Arrays.stream(components)
                .map(component -> component.getName().equals(part) ? value : value(component))
                .toArray();
        try {
            return Appointment.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object value(RecordComponent component) {
        try {
            return component.getAccessor().invoke(ORDER);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
