package dev.guildhall.shared;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The thing is no longer what the caller has seen. */
public final class PreconditionFailed extends Refusal {

    private final @Nullable Long id;

    PreconditionFailed(String code, Optional<Long> id) {
        super(412, code);
        this.id = id.orElse(null);
    }

    /** By which the thing is shown, if it is another than the one in the address. */
    public Optional<Long> id() {
        return Optional.ofNullable(id);
    }
}
