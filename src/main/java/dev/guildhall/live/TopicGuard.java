package dev.guildhall.live;

import dev.guildhall.shared.Caller;
import reactor.core.publisher.Mono;

/** Who may watch the topics of one kind, such as {@code appointment:12}. */
public interface TopicGuard {

    /** What the topics begin with. */
    String kind();

    /** Fails like the API does when the caller asks for it. */
    Mono<Void> require(long id, Caller caller);
}
