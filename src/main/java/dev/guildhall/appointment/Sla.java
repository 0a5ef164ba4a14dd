package dev.guildhall.appointment;

import static dev.guildhall.appointment.AppointmentStatus.IN_PROGRESS;
import static dev.guildhall.appointment.AppointmentStatus.NEW;
import static dev.guildhall.appointment.AppointmentStatus.PAID;

import dev.guildhall.shared.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The promises about an order, as they stand. The response clock runs from the filing and is stopped for good by whatever first leads away
 * from NEW. The completion clock runs while the order is PAID or IN_PROGRESS: being paid (again) starts it anew, whatever leads
 * away from there stops it, and work that is taken up again runs on towards the deadline there was. Knows no I/O.
 *
 * @param breached whether a deadline was missed and that was told
 * @param nextLook when there is something to notice; null when there is nothing to wait for
 * @param completionTime what is promised now to an order that becomes paid
 */
public record Sla(
        Term response,
        Term completion,
        boolean breached,
        @Nullable Instant nextLook,
        Duration completionTime) {

    /** Nothing is promised. */
    public static final Sla NONE = new Sla(Term.NONE, Term.NONE, false, null, Duration.ofHours(24));

    private static final Set<AppointmentStatus> TO_BE_COMPLETED = Set.of(PAID, IN_PROGRESS);

    /** The clock of a promise. */
    public Term term(Promise promise) {
        return promise == Promise.RESPONSE ? response : completion;
    }

    /** The nearest deadline that still counts; null when no clock runs. */
    public @Nullable Instant deadline() {
        return terms().filter(Term::runs)
                .map(Term::dueAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    Sla moved(AppointmentStatus from, AppointmentStatus to, Instant now) {
        var answered = to == NEW ? response : response.stopped(now);
        var worked = completed(from, to, now);
        return new Sla(answered, worked, breached, next(answered, worked, now), completionTime);
    }

    /** What there is to tell now, unless it was told before. */
    List<Notice> notices(Instant now) {
        List<Notice> notices = new ArrayList<>();
        for (var promise : Promise.values()) {
            var term = term(promise);
            if (term.isMissed(now)) {
                notices.add(new Notice(
                        promise, Notice.Kind.BREACHED, Objects.requireNonNull(term.dueAt()), term.overtime(now)));
            } else if (term.isAtRisk(now)) {
                notices.add(new Notice(
                        promise, Notice.Kind.AT_RISK, Objects.requireNonNull(term.dueAt()), term.overtime(now)));
            }
        }
        return notices;
    }

    /** As it is when all there is to tell now has been told. */
    Sla looked(boolean nowBreached, Instant now) {
        return new Sla(
                response, completion, breached || nowBreached, earliest(response, completion, now), completionTime);
    }

    private Term completed(AppointmentStatus from, AppointmentStatus to, Instant now) {
        if (!TO_BE_COMPLETED.contains(to)) {
            return completion.stopped(now);
        }
        if (TO_BE_COMPLETED.contains(from)) {
            return completion;
        }
        return to == PAID || !completion.isKnown() ? Term.from(now, completionTime) : completion.resumed();
    }

    /** What was to be noticed by now and has not been stays so, although a clock may have been stopped: that was too late. */
    private @Nullable Instant next(Term answered, Term worked, Instant now) {
        if (nextLook != null && !nextLook.isAfter(now)) {
            return nextLook;
        }
        return worked.runs() && !completion.runs() && worked.isMissed(now) ? now : earliest(answered, worked, now);
    }

    private static @Nullable Instant earliest(Term response, Term completion, Instant now) {
        return Stream.of(response, completion)
                .map(term -> term.nextAfter(now))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private Stream<Term> terms() {
        return Stream.of(response, completion);
    }

    /**
     * Something about a promise that is told once.
     *
     * @param overtime since the deadline; negative before it
     */
    record Notice(Promise promise, Kind kind, Instant dueAt, Duration overtime) {

        boolean isBreach() {
            return kind == Kind.BREACHED;
        }

        /** The event that tells of it. */
        String eventType() {
            return "sla." + kind.word();
        }

        Map<String, @Nullable Object> payload() {
            return kind == Kind.BREACHED
                    ? Map.of(
                            "reason",
                            promise.reason(),
                            "due_at",
                            Timestamps.text(dueAt),
                            "overtime_seconds",
                            overtime.toSeconds())
                    : Map.of(
                            "reason",
                            promise.reason(),
                            "due_at",
                            Timestamps.text(dueAt),
                            "seconds_left",
                            overtime.negated().toSeconds());
        }

        enum Kind {
            AT_RISK("at_risk"),
            BREACHED("breached");

            private final String word;

            Kind(String word) {
                this.word = word;
            }

            /** The word of events and of the database. */
            String word() {
                return word;
            }
        }
    }
}
