package dev.guildhall.bus;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/** Looks for what has changed whenever another node says so, and every second besides. */
@Component
@Profile("!cli")
class InvalidationListener implements NodeListener, SmartLifecycle {

    static final String KIND = "invalidation";

    private final Loop looking;
    private volatile @Nullable Disposable running;

    InvalidationListener(Invalidations invalidations) {
        this.looking = new Loop("Looking for what has changed", invalidations.catchUp());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void heard(List<String> items) {
        looking.wake();
    }

    @Override
    public void mayHaveMissed() {
        looking.wake();
    }

    @Override
    public void start() {
        running = looking.start();
    }

    @Override
    public void stop() {
        var current = running;
        running = null;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
