package dev.guildhall.audit;

import dev.guildhall.bus.BackgroundWork;
import dev.guildhall.bus.Loop;
import dev.guildhall.bus.NodeListener;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Seals what has been written, every second; of all nodes one at a time. */
@Component
@Profile("!cli")
class AuditSealing extends BackgroundWork implements NodeListener {

    private final Loop sealing;

    AuditSealing(AuditRepository repository, Clock clock) {
        this.sealing = new Loop(
                "Sealing the audit log",
                Mono.defer(() -> repository.seal(clock.instant())).then());
    }

    @Override
    public String kind() {
        return "audit";
    }

    @Override
    public void heard(List<String> items) {
        sealing.wake();
    }

    @Override
    public void mayHaveMissed() {
        sealing.wake();
    }

    @Override
    protected Disposable begin() {
        return sealing.start();
    }
}
