package dev.guildhall.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What is measured of the streams. */
@Component
class LiveMeters {

    private final MeterRegistry meters;
    private final Clock clock;
    private final DistributionSummary resumed;
    private final Timer fanOut;
    private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    private final Map<String, Counter> frames = new ConcurrentHashMap<>();

    LiveMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.resumed = DistributionSummary.builder("guildhall.live.resumed")
                .description("Lines a stream had missed when it was resumed")
                .register(meters);
        this.fanOut = Timer.builder("guildhall.live.fanout")
                .description("From what happened to its frame, for streams that are up to date")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    void opened(Iterable<String> topics) {
        topics.forEach(topic -> counter(topic).incrementAndGet());
    }

    void closed(Iterable<String> topics) {
        topics.forEach(topic -> counter(topic).decrementAndGet());
    }

    void sent(LiveLine line) {
        frames.computeIfAbsent(line.type(), type -> meters.counter("guildhall.live.frames", "type", type))
                .increment();
    }

    void resync(String reason) {
        meters.counter("guildhall.live.resyncs", "reason", reason).increment();
    }

    /** Once for each stream that has caught up from a cursor. */
    void resumed(int lines) {
        resumed.record(lines);
    }

    void fannedOut(LiveLine line) {
        var age = Duration.between(line.occurredAt(), clock.instant());
        fanOut.record(age.isNegative() ? Duration.ZERO : age);
    }

    /** Open streams by the kind of what they watch. */
    private AtomicInteger counter(String topic) {
        var kind = topic.split(":")[0];
        return open.computeIfAbsent(
                kind, unknown -> meters.gauge("guildhall.live.streams", Tags.of("topic", kind), new AtomicInteger()));
    }
}
