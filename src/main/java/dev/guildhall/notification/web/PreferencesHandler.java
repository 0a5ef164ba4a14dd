package dev.guildhall.notification.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.notification.Preferences;
import dev.guildhall.notification.PreferencesService;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.BodyReader;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class PreferencesHandler {

    private final PreferencesService preferences;
    private final BodyReader bodies;

    PreferencesHandler(PreferencesService preferences, BodyReader bodies) {
        this.preferences = preferences;
        this.bodies = bodies;
    }

    Mono<ServerResponse> get(ServerRequest request, Caller caller) {
        return preferences.get(caller.id()).flatMap(this::answer);
    }

    Mono<ServerResponse> change(ServerRequest request, Caller caller) {
        return bodies.with(request, body -> Mono.fromSupplier(() -> PreferencesRequest.read(body.fields()))
                        .flatMap(change -> preferences.change(caller.id(), change)))
                .flatMap(this::answer);
    }

    private Mono<ServerResponse> answer(Preferences current) {
        return ok().bodyValue(PreferencesResponse.from(current, preferences::isSetUp));
    }
}
