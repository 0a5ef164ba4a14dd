package dev.guildhall.audit;

import dev.guildhall.shared.Origin;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** The origin of everything this process does that no request has asked for: the command it runs, if it runs one. */
@Component
public class ProcessOrigin {

    private final AtomicReference<Origin> origin = new AtomicReference<>();

    public void set(Origin command) {
        origin.set(command);
    }

    Optional<Origin> find() {
        return Optional.ofNullable(origin.get());
    }
}
