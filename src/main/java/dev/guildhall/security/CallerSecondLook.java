package dev.guildhall.security;

import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.web.SecondLook;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** By the caches of this module: whoever was banned, signed out or given another role meanwhile is turned away. */
@Component
class CallerSecondLook implements SecondLook {

    private final BearerAuthentication bearer;

    CallerSecondLook(BearerAuthentication bearer) {
        this.bearer = bearer;
    }

    @Override
    public Mono<Void> require(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(CallerAuthentication.class)
                .delayUntil(known -> bearer.convert(exchange)
                        .flatMap(bearer::authenticate)
                        .filter(again -> isUnchanged(known, again))
                        .switchIfEmpty(Mono.error(() -> new Forbidden("error.forbidden"))))
                .then();
    }

    private static boolean isUnchanged(CallerAuthentication known, Authentication again) {
        return known.getPrincipal().equals(again.getPrincipal());
    }
}
