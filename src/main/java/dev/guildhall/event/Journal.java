package dev.guildhall.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a unit of work has yet to write: events that are not stored, notes, and what rules made of events. */
final class Journal {

    private final List<Pending> pending = new ArrayList<>();
    private final Set<Note> notes = new LinkedHashSet<>();
    private final List<Reaction> reactions = new ArrayList<>();

    void add(DomainEvent event, int depth) {
        pending.add(new Pending(event, depth, null));
    }

    /** Says of the events of a depth that are not stored yet as of which revision their rules have looked at them. */
    void stamp(int depth, Function<String, Long> revisionByType) {
        pending.replaceAll(one -> one.depth() == depth
                ? new Pending(
                        one.event(), depth, revisionByType.apply(one.event().type()))
                : one);
    }

    void add(Reaction reaction) {
        reactions.add(reaction);
    }

    List<Reaction> reactions() {
        return reactions;
    }

    /** The same note twice is one: what it is about is read when it is told. */
    void addAll(Collection<Note> more) {
        notes.addAll(more);
    }

    Set<Note> notes() {
        return notes;
    }

    boolean isEmpty() {
        return pending.isEmpty() && notes.isEmpty() && reactions.isEmpty();
    }

    List<Pending> takePending() {
        var taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    /** An event on its way to the log. */
    record Pending(DomainEvent event, int depth, @Nullable Long ruleRevision) {}
}
