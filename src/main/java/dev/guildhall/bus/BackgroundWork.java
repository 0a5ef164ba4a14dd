package dev.guildhall.bus;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/** Something a node does on its own from its start to its stop. */
public abstract class BackgroundWork implements SmartLifecycle {

    private volatile @Nullable Disposable running;

    /** Begins it. This is an edge of the program: nobody else would subscribe. */
    protected abstract Disposable begin();

    @Override
    public void start() {
        running = begin();
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
