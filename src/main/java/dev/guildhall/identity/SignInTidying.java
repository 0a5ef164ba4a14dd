package dev.guildhall.identity;

import dev.guildhall.bus.RepeatedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets attempts to sign in that are long past, every ten minutes. */
@Component
@Profile("!cli")
class SignInTidying extends RepeatedWork {

    private final SignInPauseRepository pauses;
    private final Clock clock;

    SignInTidying(SignInPauseRepository pauses, Clock clock) {
        super("Forgetting attempts to sign in", Duration.ofMinutes(10));
        this.pauses = pauses;
        this.clock = clock;
    }

    @Override
    protected Mono<Void> round() {
        return pauses.deleteBefore(SignInThrottle.forgottenBefore(clock.instant()))
                .then();
    }
}
