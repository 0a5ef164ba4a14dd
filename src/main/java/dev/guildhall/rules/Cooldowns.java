package dev.guildhall.rules;

import dev.guildhall.event.History.Past;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Until when a simulated rule leaves each thing alone. */
final class Cooldowns {

    private final int seconds;
    private final Map<Subject, Instant> ends = new HashMap<>();

    Cooldowns(int seconds) {
        this.seconds = seconds;
    }

    /** Whether the rule may act on this event; if so, the next one has to wait. */
    boolean allow(Past event) {
        if (seconds == 0) {
            return true;
        }
        var subject = Subject.of(event.facts(), event.entityType(), event.entityId());
        var end = ends.get(subject);
        if (end != null && end.isAfter(event.createdAt())) {
            return false;
        }
        ends.put(subject, event.createdAt().plusSeconds(seconds));
        return true;
    }
}
