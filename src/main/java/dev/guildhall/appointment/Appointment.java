package dev.guildhall.appointment;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.Version;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An appointment as it stands, with what is known of its two sides.
 *
 * @param master the assigned master, kept when the order is declined, cancelled or sent back to NEW
 * @param photo storage key of the lock-screen photo
 * @param payment what has been agreed and done about money
 * @param takenAt when IN_REVIEW was first reached; never cleared, like the two that follow
 * @param sla what was promised about it
 * @param tags put on by rules, oldest first
 * @param hasHistory whether it ever was anything but NEW
 */
public record Appointment(
        long id,
        Client client,
        @Nullable Master master,
        String brand,
        String model,
        LockType lockType,
        boolean hasPc,
        String description,
        @Nullable String photo,
        AppointmentStatus status,
        Payment payment,
        @Nullable Instant takenAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        Sla sla,
        List<String> tags,
        boolean hasHistory,
        Instant createdAt,
        Instant updatedAt) {

    /** Names the state of the order itself, whatever is known of its two sides. */
    public String version() {
        return Version.of(itself());
    }

    /**
     * Without what is known of its two sides, when somebody looks next, and what the settings promise. Whatever is added to an order
     * belongs to it, unless it is left out here.
     */
    private Appointment itself() {
        return new Appointment(
                id,
                new Client(client.id(), "", false, null, null),
                master == null ? null : new Master(master.id(), "", false, null),
                brand,
                model,
                lockType,
                hasPc,
                description,
                photo,
                status,
                payment,
                takenAt,
                startedAt,
                completedAt,
                new Sla(sla.response(), sla.completion(), sla.breached(), null, Sla.NONE.completionTime()),
                tags,
                hasHistory,
                createdAt,
                updatedAt);
    }

    /** Whether this person filed the order. */
    public boolean isOf(Caller caller) {
        return client.id() == caller.id();
    }

    /** Whether this person is its master: assigned, and still a master. Nobody is the master of an order of their own. */
    public boolean isWorkedOnBy(Caller caller) {
        return caller.isMaster() && master != null && master.id() == caller.id() && !isOf(caller);
    }

    /** Whether this person may see the order: its client, its master, admins who may see all, and while it is NEW every active master. */
    public boolean isSeenBy(Caller caller) {
        return isInside(caller) || isOfferedTo(caller);
    }

    /** Whether this person may see all of it: price, payment, chat, the client's risk. */
    public boolean isInside(Caller caller) {
        return caller.may(Permission.APPOINTMENTS_READ) || isSideOf(caller);
    }

    /**
     * Whether this person may see what went on so far: messages, timeline, what is unread. A master to whom an order is offered again
     * may not, for it went on between others.
     */
    public boolean showsHistoryTo(Caller caller) {
        return isInside(caller) || isOfferedTo(caller) && !hasHistory;
    }

    /** As {@link #showsHistoryTo}, of the chat, which is not every admin's to read. */
    public boolean showsChatTo(Caller caller) {
        return caller.may(Permission.CHAT_READ) || isSideOf(caller) || isOfferedTo(caller) && !hasHistory;
    }

    /** Whether this person may open the chat, though perhaps see nothing of what was said before. */
    public boolean opensChatTo(Caller caller) {
        return caller.may(Permission.CHAT_READ) || isSideOf(caller) || isOfferedTo(caller);
    }

    /** Whether this person may write into the chat. */
    public boolean takesMessagesFrom(Caller caller) {
        return caller.may(Permission.CHAT_WRITE) || isSideOf(caller) || isOfferedTo(caller);
    }

    /** Whether this person is its client or its master. */
    public boolean isSideOf(Caller caller) {
        return isOf(caller) || isWorkedOnBy(caller);
    }

    /** Whether it waits for a master to take it. */
    public boolean isAvailable() {
        return status == AppointmentStatus.NEW && master == null;
    }

    /** The account ids of its two sides, or of the one there is. */
    public Set<Long> sides() {
        return master == null || master.id() == client.id() ? Set.of(client.id()) : Set.of(client.id(), master.id());
    }

    /** Whether this person could take the order. */
    public boolean isOfferedTo(Caller caller) {
        return status == AppointmentStatus.NEW && caller.activeMaster();
    }

    Appointment withStatus(AppointmentStatus next, Instant now) {
        return new Appointment(
                id,
                client,
                master,
                brand,
                model,
                lockType,
                hasPc,
                description,
                photo,
                next,
                payment,
                stamped(takenAt, next == AppointmentStatus.IN_REVIEW, now),
                stamped(startedAt, next == AppointmentStatus.IN_PROGRESS, now),
                stamped(completedAt, next == AppointmentStatus.COMPLETED, now),
                sla.moved(status, next, now),
                tags,
                hasHistory || next != AppointmentStatus.NEW,
                createdAt,
                now);
    }

    Appointment withMaster(Master next) {
        return new Appointment(
                id,
                client,
                next,
                brand,
                model,
                lockType,
                hasPc,
                description,
                photo,
                status,
                payment,
                takenAt,
                startedAt,
                completedAt,
                sla,
                tags,
                hasHistory,
                createdAt,
                updatedAt);
    }

    Appointment withPayment(Payment next, Instant now) {
        return new Appointment(
                id,
                client,
                master,
                brand,
                model,
                lockType,
                hasPc,
                description,
                photo,
                status,
                next,
                takenAt,
                startedAt,
                completedAt,
                sla,
                tags,
                hasHistory,
                createdAt,
                now);
    }

    /** With deadlines whose notices were told. */
    Appointment withSla(Sla next, Instant now) {
        return new Appointment(
                id,
                client,
                master,
                brand,
                model,
                lockType,
                hasPc,
                description,
                photo,
                status,
                payment,
                takenAt,
                startedAt,
                completedAt,
                next,
                tags,
                hasHistory,
                createdAt,
                now);
    }

    /** A milestone is set when it is first reached, and never again. */
    private static @Nullable Instant stamped(@Nullable Instant milestone, boolean reached, Instant now) {
        return milestone == null && reached ? now : milestone;
    }

    /**
     * Who filed the order.
     *
     * @param riskScore null when the client has no statistics
     */
    public record Client(
            long id,
            String username,
            boolean banned,
            @Nullable Integer riskScore,
            @Nullable String riskLevel) {}

    /**
     * Who works on the order.
     *
     * @param score null before the first computation
     */
    public record Master(
            long id,
            String username,
            boolean active,
            @Nullable Integer score) {}

    /**
     * The money side.
     *
     * @param price in whole units of the currency, null before it is set
     * @param currency ISO 4217
     * @param proof the newest one
     * @param confirmedBy account id
     */
    public record Payment(
            @Nullable Integer price,
            String currency,
            @Nullable PaymentMethod method,
            @Nullable Proof proof,
            @Nullable Instant markedAt,
            @Nullable Instant confirmedAt,
            @Nullable Long confirmedBy) {

        Payment priced(int amount) {
            return new Payment(amount, currency, method, proof, markedAt, confirmedAt, confirmedBy);
        }

        Payment proven(Proof next) {
            return new Payment(price, currency, method, next, markedAt, confirmedAt, confirmedBy);
        }

        Payment marked(PaymentMethod how, Instant now) {
            return new Payment(price, currency, how, proof, now, confirmedAt, confirmedBy);
        }

        Payment confirmed(long by, Instant now) {
            return new Payment(price, currency, method, proof, markedAt, now, by);
        }
    }

    /**
     * A picture or a PDF that proves a payment.
     *
     * @param key of its file
     * @param sha256 of the bytes that were sent; null for one from before they were looked at
     * @param duplicates orders that had the same proof when it was uploaded, newest first
     */
    public record Proof(String key, @Nullable String sha256, List<Duplicate> duplicates) {}

    /**
     * Another order with the same proof.
     *
     * @param master account id of its master at that moment
     */
    public record Duplicate(long order, @Nullable Long master) {}
}
