package dev.guildhall.bus;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/** Looks for what has changed whenever another node says so, and every second besides. */
@Component
@Profile("!cli")
class InvalidationListener extends BackgroundWork implements NodeListener {

    static final String KIND = "invalidation";

    private final Loop looking;

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
    protected Disposable begin() {
        return looking.start();
    }
}
