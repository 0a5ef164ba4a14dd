package dev.guildhall.shared.web;

import dev.guildhall.shared.Caller;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers a request of somebody who is signed in. */
@FunctionalInterface
public interface CallerHandler {

    Mono<ServerResponse> handle(ServerRequest request, Caller caller);
}
