package dev.guildhall.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@ExtendWith(OutputCaptureExtension.class)
class ShieldTest {

    private final Sinks.One<String> signal = Sinks.one();
    private final List<String> done = new ArrayList<>();

    @Test
    void hasTheResultOfTheWork() {
        StepVerifier.create(Shield.fromCancellation(Mono.just("result")))
                .expectNext("result")
                .verifyComplete();
        StepVerifier.create(Shield.fromCancellation(Mono.empty())).verifyComplete();
        StepVerifier.create(Shield.fromCancellation(Mono.error(new NotFound("error.not_found"))))
                .verifyError(NotFound.class);
    }

    @Test
    void handsTheContextToTheWork() {
        var work = Mono.deferContextual(context -> Mono.just(context.<String>get("key")));
        StepVerifier.create(Shield.fromCancellation(work).contextWrite(context -> context.put("key", "value")))
                .expectNext("value")
                .verifyComplete();
    }

    @Test
    void goesOnWhenNobodyWaitsAnyMore() {
        Shield.fromCancellation(signal.asMono().doOnNext(done::add)).subscribe().dispose();
        signal.tryEmitValue("done").orThrow();
        assertThat(done).containsExactly("done");
    }

    @Test
    void makesNoFussAboutARefusalNobodyHears(CapturedOutput output) {
        Shield.fromCancellation(signal.asMono()).subscribe().dispose();
        signal.tryEmitError(new Forbidden("error.forbidden")).orThrow();
        assertThat(output).doesNotContain("ERROR");
    }

    @Test
    void logsAFailureNobodyHears(CapturedOutput output) {
        Shield.fromCancellation(signal.asMono()).subscribe().dispose();
        signal.tryEmitError(new IllegalStateException("lost")).orThrow();
        assertThat(output).contains("Failed after the caller had gone").contains("lost");
    }
}
