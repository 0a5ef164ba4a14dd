package dev.guildhall.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a unit of work has yet to write: events that are not stored, and notes. */
final class Journal {

    private final List<Pending> pending = new ArrayList<>();
    private final Set<Note> notes = new LinkedHashSet<>();

    void add(DomainEvent event, int depth) {
        pending.add(new Pending(event, depth));
    }

    /** The same note twice is one: what it is about is read when it is told. */
    void addAll(Collection<Note> more) {
        notes.addAll(more);
    }

    Set<Note> notes() {
        return notes;
    }

    boolean isEmpty() {
        return pending.isEmpty() && notes.isEmpty();
    }

    List<Pending> takePending() {
        var taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    /** An event on its way to the log. */
    record Pending(DomainEvent event, int depth) {}
}
