package dev.guildhall.appointment.web;

import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.appointment.SlaView;
import dev.guildhall.appointment.Term;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Tells of promises. A master to whom the order is offered sees no more of them than of the order. */
@Component
class SlaResponses {

    private final Words words;
    private final Clock clock;

    SlaResponses(Words words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    SlaResponse of(SlaView view, Caller reader, ServerRequest request) {
        var order = view.order();
        var now = clock.instant();
        var speaker = words.of(request);
        var history = order.showsHistoryTo(reader);
        var response = history ? view.response() : hidden(view.response());
        var completion = order.isInside(reader) ? view.completion() : hidden(view.completion());
        return new SlaResponse(
                order.id(),
                history && order.sla().breached(),
                List.of(shown(response, now, speaker), shown(completion, now, speaker)));
    }

    private static SlaResponse.Clock shown(SlaView.Clock of, Instant now, Words.Speaker speaker) {
        var term = of.term();
        var state = of.state(now);
        var overtime = term.isKnown() ? term.overtime(now) : Duration.ZERO;
        return new SlaResponse.Clock(
                of.promise().word(),
                of.promise().reason(),
                word(state),
                term.startedAt(),
                name(of.startedBy()),
                term.dueAt(),
                term.isKnown() ? term.riskAt() : null,
                term.stoppedAt(),
                name(of.stoppedBy()),
                term.isKnown() ? Math.max(0, overtime.negated().toSeconds()) : null,
                Math.max(0, overtime.toSeconds()),
                speaker.say("sla." + of.promise().word() + "." + word(state), speaker.say(overtime)));
    }

    private static SlaView.Clock hidden(SlaView.Clock of) {
        return new SlaView.Clock(of.promise(), Term.NONE, null, null, false);
    }

    private static String word(SlaView.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String name(@Nullable AppointmentStatus status) {
        return status == null ? null : status.name();
    }
}
