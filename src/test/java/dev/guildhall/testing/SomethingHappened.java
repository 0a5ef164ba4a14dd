package dev.guildhall.testing;

import dev.guildhall.event.DomainEvent;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An event of a type that only its test knows, so that only the rules of that test run. */
public record SomethingHappened(
        String type, @Nullable Actor actor, Map<String, @Nullable Object> payload, Map<String, @Nullable Object> facts)
        implements DomainEvent {

    private static final AtomicLong TYPES = new AtomicLong(System.nanoTime());

    /** An event of a new type, about nothing and by nobody. */
    public static SomethingHappened once() {
        return new SomethingHappened("test.happened." + TYPES.incrementAndGet(), null, Map.of(), Map.of());
    }

    /** The same event, done by somebody. */
    public SomethingHappened by(long accountId) {
        return new SomethingHappened(type, new Actor(accountId, "client"), payload, facts);
    }

    /** The same event, saying this. */
    public SomethingHappened saying(Map<String, @Nullable Object> words) {
        return new SomethingHappened(type, actor, words, facts);
    }

    /** The same event, with a client. */
    public SomethingHappened about(long clientId) {
        return new SomethingHappened(type, actor, payload, Map.of("client", Map.of("id", clientId)));
    }

    @Override
    public String entityType() {
        return "Message";
    }

    @Override
    public long entityId() {
        return 1;
    }
}
