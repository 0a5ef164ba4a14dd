package dev.guildhall.profile.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.profile.MeQueries;
import dev.guildhall.shared.Caller;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class MeHandler {

    private final MeQueries people;

    MeHandler(MeQueries people) {
        this.people = people;
    }

    Mono<ServerResponse> me(ServerRequest request, Caller caller) {
        return people.get(caller.id()).flatMap(ok()::bodyValue);
    }
}
