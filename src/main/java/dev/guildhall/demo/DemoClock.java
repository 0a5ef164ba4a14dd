package dev.guildhall.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The clock of a process that may play the demo: it is right, except while the demo is played, when it shows the moment of the scene to
 * everybody in the process. That is before a server accepts requests, or in a command of its own.
 */
@Primary
@Component
@Profile("demo | cli")
class DemoClock extends Clock {

    private final Clock right;
    private volatile @Nullable Instant shown;

    DemoClock(@Qualifier("clock") Clock right) {
        this.right = right;
    }

    void turnTo(Instant moment) {
        shown = moment;
    }

    /** Shows the right time again. */
    void letGo() {
        shown = null;
    }

    @Override
    public Instant instant() {
        var moment = shown;
        return moment == null ? right.instant() : moment;
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return right.withZone(zone);
    }
}
