package dev.guildhall.live;

import dev.guildhall.bus.BackgroundWork;
import dev.guildhall.bus.NodeListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Shows what other nodes whisper to whoever watches here. */
@Component
@Profile("!cli")
class WhisperListener extends BackgroundWork implements NodeListener {

    private static final Logger LOG = LoggerFactory.getLogger(WhisperListener.class);
    private static final int MOST_UNHEARD = 1_000;

    private final Whispers whispers;
    private final Hub hub;
    private final Sinks.Many<LiveLine> heard = Sinks.many().multicast().directBestEffort();

    WhisperListener(Whispers whispers, Hub hub) {
        this.whispers = whispers;
        this.hub = hub;
    }

    @Override
    public String kind() {
        return Whispers.KIND;
    }

    @Override
    public void heard(List<String> items) {
        items.forEach(item -> whispers.read(item).ifPresent(heard::tryEmitNext));
    }

    @Override
    public void mayHaveMissed() {
        // Then it is too late.
    }

    @Override
    protected Disposable begin() {
        return heard.asFlux()
                .onBackpressureBuffer(MOST_UNHEARD, BufferOverflowStrategy.DROP_LATEST)
                .concatMap(line -> hub.whisper(line)
                        .onErrorResume(failure -> Mono.fromRunnable(
                                () -> LOG.warn("Showing {} failed: {}", line.type(), failure.toString()))))
                .subscribe();
    }
}
