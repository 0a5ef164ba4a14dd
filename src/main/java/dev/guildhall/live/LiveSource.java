package dev.guildhall.live;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Note;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a module shows in the streams. */
public interface LiveSource {

    /** The types of its lines; each type belongs to one source. */
    Set<String> types();

    /** The lines an event leaves in the log; none for events it does not know. */
    Stream<Note> notes(DomainEvent event);

    /** Reads what lines are about, once for all their readers. Everything in the answer is as of now or later. */
    Mono<Payloads> load(List<Viewing> viewings);

    /** A line, and who is to see it. */
    record Viewing(LiveLine line, List<LiveReader> readers) {}

    /** What lines look like. Asked on the thread of the streams: quick, and never blocking. */
    @FunctionalInterface
    interface Payloads {

        /**
         * What the line is to this reader: the object as the API shows it to them, or null when they may know that something happened
         * and not what. The same object for readers who see the same saves work.
         *
         * @throws dev.guildhall.shared.Forbidden if the reader may not watch the topic any more
         */
        @Nullable
        Object of(LiveLine line, LiveReader reader);
    }
}
