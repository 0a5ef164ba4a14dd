package dev.guildhall.live;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Note;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The events of the platform. They are in the log already, as themselves. */
@Component
class EventFrames implements LiveSource {

    static final String RECORDED = "event.recorded";

    @Override
    public Set<String> types() {
        return Set.of(RECORDED);
    }

    @Override
    public Stream<Note> notes(DomainEvent event) {
        return Stream.empty();
    }

    @Override
    public Mono<Payloads> load(List<Viewing> viewings) {
        return Mono.just((line, reader) -> line.data());
    }
}
