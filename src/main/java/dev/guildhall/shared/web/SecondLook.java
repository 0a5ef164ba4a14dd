package dev.guildhall.shared.web;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Looks at a caller again when their body has arrived, which they may have made take its time. */
public interface SecondLook {

    /** Fails unless the caller is still exactly who they were when the request began. */
    Mono<Void> require(ServerWebExchange exchange);
}
