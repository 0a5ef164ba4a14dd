package dev.guildhall.telemetry;

import dev.guildhall.bus.RepeatedWork;
import dev.guildhall.outbox.Channel;
import dev.guildhall.security.ScrapeSettings;
import dev.guildhall.telemetry.ShopQueries.Kind;
import dev.guildhall.telemetry.ShopQueries.Reading;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is measured of the shop as a whole, the same on every node. Read in the background and kept, so that who asks often costs the
 * database nothing; and only where somebody can ask.
 */
@Component
@Profile("!cli")
class ShopGauges extends RepeatedWork {

    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final ShopQueries queries;
    private final ScrapeSettings scrape;
    private final List<String> channels;
    private final Clock clock;
    private final MultiGauge orders;
    private final MultiGauge breaches;
    private final MultiGauge backlog;
    private final MultiGauge overdue;

    ShopGauges(ShopQueries queries, ScrapeSettings scrape, List<Channel> channels, Clock clock, MeterRegistry meters) {
        super("Measuring the shop", PAUSE);
        this.queries = queries;
        this.scrape = scrape;
        this.channels = channels.stream().map(Channel::name).toList();
        this.clock = clock;
        this.orders = MultiGauge.builder("guildhall.orders.open")
                .description("Orders that are not finished")
                .register(meters);
        this.breaches = MultiGauge.builder("guildhall.sla.breaches")
                .description("Open orders that have missed a deadline and still wait")
                .register(meters);
        this.backlog = MultiGauge.builder("guildhall.backlog.age")
                .description("For how long the oldest thing has waited that nodes should have done by themselves")
                .baseUnit("seconds")
                .register(meters);
        this.overdue = MultiGauge.builder("guildhall.deliveries.overdue")
                .description(
                        "Messages to people and other systems that have been due for more than a minute and still wait")
                .register(meters);
    }

    @Override
    protected Mono<Void> round() {
        return scrape.isOn() ? measure() : Mono.empty();
    }

    private Mono<Void> measure() {
        return Flux.defer(() -> queries.read(channels, clock.instant()))
                .collectMultimap(Reading::kind)
                .doOnNext(readings -> {
                    orders.register(rows(readings, Kind.ORDERS, "status"), true);
                    breaches.register(rows(readings, Kind.BREACHES, "promise"), true);
                    backlog.register(rows(readings, Kind.BACKLOG, "work"), true);
                    overdue.register(rows(readings, Kind.OVERDUE, "channel"), true);
                })
                .then();
    }

    private static Iterable<Row<?>> rows(Map<Kind, Collection<Reading>> readings, Kind kind, String tag) {
        return readings.getOrDefault(kind, List.of()).stream()
                .<Row<?>>map(reading -> Row.of(Tags.of(tag, reading.of()), reading.value()))
                .toList();
    }
}
