package dev.guildhall.outbox;

import reactor.core.publisher.Mono;

/** A way to say something outside. */
public interface Channel {

    /** As in {@code delivery.channel}. */
    String name();

    /** Whether there is anything set up to speak with; what is due waits while there is not. */
    boolean isOn();

    /** How many deliveries a node makes at the same time. */
    int atOnce();

    /** How long it is tried. */
    Schedule schedule();

    /** Says it. A failure is as good as {@link Outcome#again}. */
    Mono<Outcome> send(Delivery delivery);
}
