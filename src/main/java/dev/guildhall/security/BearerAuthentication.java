package dev.guildhall.security;

import dev.guildhall.shared.Unauthenticated;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** From the header {@code Authorization: Bearer …} to the person. Whatever is wrong with it is one and the same refusal. */
@Component
class BearerAuthentication implements ReactiveAuthenticationManager {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([^ ]+) *");

    private final Tokens tokens;
    private final RevokedSessions revoked;
    private final PrincipalCache principals;

    BearerAuthentication(Tokens tokens, RevokedSessions revoked, PrincipalCache principals) {
        this.tokens = tokens;
        this.revoked = revoked;
        this.principals = principals;
    }

    /** The token a request carries; refused when there is none. */
    Mono<Authentication> convert(ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> {
            var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
            if (header == null) {
                throw new Unauthenticated("error.unauthenticated");
            }
            var match = BEARER.matcher(header);
            if (!match.matches()) {
                throw new Unauthenticated("error.token_invalid");
            }
            return new PreAuthenticatedAuthenticationToken(match.group(1), "");
        });
    }

    @Override
    public Mono<Authentication> authenticate(Authentication bearer) {
        return Mono.fromSupplier(() -> tokens.read(bearer.getName(), Token.Kind.ACCESS))
                .filterWhen(this::isOfLivingSession)
                .flatMap(token -> principals.find(token.accountId()))
                .<Authentication>map(CallerAuthentication::new)
                .switchIfEmpty(Mono.error(() -> new Unauthenticated("error.token_invalid")));
    }

    private Mono<Boolean> isOfLivingSession(Token token) {
        var session = token.sessionId();
        return session == null ? Mono.just(true) : revoked.contains(session).map(ended -> !ended);
    }
}
