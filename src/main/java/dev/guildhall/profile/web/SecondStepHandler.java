package dev.guildhall.profile.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.identity.SecondStep;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.BodyReader;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Whether one's own sign-in takes a code as well. */
@Component
class SecondStepHandler {

    private final SecondStep secondStep;
    private final BodyReader bodies;

    SecondStepHandler(SecondStep secondStep, BodyReader bodies) {
        this.secondStep = secondStep;
        this.bodies = bodies;
    }

    Mono<ServerResponse> standing(ServerRequest request, Caller caller) {
        return secondStep.standing(caller.id()).flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> begin(ServerRequest request, Caller caller) {
        return bodies.with(request, body -> {
                    var password = SignInRequests.optionalPassword(body.fields());
                    return secondStep.begin(caller.id(), caller.username(), password);
                })
                .flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> confirm(ServerRequest request, Caller caller) {
        return bodies.with(request, body -> secondStep.confirm(caller.id(), SignInRequests.confirmation(body.fields())))
                .flatMap(codes -> ok().bodyValue(new RecoveryCodes(codes)));
    }

    Mono<ServerResponse> disable(ServerRequest request, Caller caller) {
        return bodies.with(request, body -> {
                    var proof = SignInRequests.bothSteps(body.fields());
                    return secondStep
                            .disable(caller.id(), proof.password(), proof.code())
                            .thenReturn(true);
                })
                .flatMap(done -> ok().bodyValue(Map.of("success", done)));
    }

    private record RecoveryCodes(List<String> recoveryCodes) {}
}
