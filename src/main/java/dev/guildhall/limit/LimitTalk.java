package dev.guildhall.limit;

import dev.guildhall.bus.NodeListener;
import dev.guildhall.bus.NodeTalk;
import dev.guildhall.bus.RepeatedWork;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the other nodes every second who has used much, and hears it from them. */
@Component
@Profile("!cli")
class LimitTalk extends RepeatedWork implements NodeListener {

    private static final String KIND = "limit";

    private final RateLimits limits;
    private final NodeTalk nodes;

    LimitTalk(RateLimits limits, NodeTalk nodes) {
        super("Telling who has used much", Duration.ofSeconds(1));
        this.limits = limits;
        this.nodes = nodes;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void heard(List<String> items) {
        items.forEach(limits::learn);
    }

    @Override
    public void mayHaveMissed() {
        // Whoever goes on calling is told about again.
    }

    @Override
    protected Mono<Void> round() {
        return Mono.fromRunnable(() -> limits.news().forEach(item -> nodes.tell(KIND, item)));
    }
}
