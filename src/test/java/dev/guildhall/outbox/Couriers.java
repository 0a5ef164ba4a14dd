package dev.guildhall.outbox;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import reactor.core.publisher.Mono;

/** Nodes that send when a test says so. */
public final class Couriers {

    private final DeliveryRepository outbox;
    private final Clock clock;

    public Couriers(ListableBeanFactory beans) {
        this.outbox = beans.getBean(DeliveryRepository.class);
        this.clock = beans.getBean(Clock.class);
    }

    /** One node's look for what is due by the channel. */
    public Mono<Integer> send(Channel channel) {
        return new Courier(outbox, List.of(), clock).send(channel);
    }
}
