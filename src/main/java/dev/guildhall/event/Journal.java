package dev.guildhall.event;

import java.util.ArrayList;
import java.util.List;

/** What a unit of work has yet to write: events that are not stored. */
final class Journal {

    private final List<Pending> pending = new ArrayList<>();

    void add(DomainEvent event, int depth) {
        pending.add(new Pending(event, depth));
    }

    List<Pending> takePending() {
        var taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    /** An event on its way to the log. */
    record Pending(DomainEvent event, int depth) {}
}
