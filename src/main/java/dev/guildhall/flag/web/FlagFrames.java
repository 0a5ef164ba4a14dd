package dev.guildhall.flag.web;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Note;
import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.FlagsChanged;
import dev.guildhall.live.LiveSource;
import dev.guildhall.live.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** That feature flags have changed, in everybody's streams; what they are is not everybody's business. */
@Component
class FlagFrames implements LiveSource {

    private static final String CHANGED = "flags.changed";

    private final FeatureFlags flags;

    FlagFrames(FeatureFlags flags) {
        this.flags = flags;
    }

    @Override
    public Set<String> types() {
        return Set.of(CHANGED);
    }

    @Override
    public Stream<Note> notes(DomainEvent event) {
        return event instanceof FlagsChanged ? Stream.of(new Note(Topics.EVERYONE, CHANGED, Map.of())) : Stream.empty();
    }

    /** Whoever gets the frame asks again, and must not be told by this node what it knew before: the word to forget may come later. */
    @Override
    public Mono<Payloads> load(List<Viewing> viewings) {
        return Mono.fromSupplier(() -> {
            flags.evictAll();
            return (line, reader) -> null;
        });
    }
}
