package dev.guildhall.security;

import dev.guildhall.shared.Unauthenticated;
import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.RouteTable;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * From the header {@code Authorization: Bearer …} to the person, or from a stream's ticket. Whatever is wrong with it is one and the same
 * refusal.
 */
@Component
class BearerAuthentication implements ReactiveAuthenticationManager {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([^ ]+) *");

    /** Stands beside a ticket where nothing stands beside a token. */
    private static final String TICKET = "ticket";

    private final Tokens tokens;
    private final SecondLookAtSessions sessions;
    private final StreamTickets tickets;
    private final RouteTable routes;

    BearerAuthentication(Tokens tokens, SecondLookAtSessions sessions, StreamTickets tickets, RouteTable routes) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.tickets = tickets;
        this.routes = routes;
    }

    /** The token a request carries; refused when there is none. */
    Mono<Authentication> convert(ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> {
            var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
            var ticket = exchange.getRequest().getQueryParams().getFirst("ticket");
            if (header == null && ticket != null && takesTickets(exchange)) {
                return new PreAuthenticatedAuthenticationToken(ticket, TICKET);
            }
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
        return claim(bearer)
                .flatMap(claim -> sessions.find(claim.account(), claim.session(), claim.since())
                        .map(caller -> new Session(caller, claim.session(), claim.since(), claim.until())))
                .<Authentication>map(CallerAuthentication::new)
                .switchIfEmpty(Mono.error(() -> new Unauthenticated("error.token_invalid")));
    }

    private Mono<Claim> claim(Authentication bearer) {
        return TICKET.equals(bearer.getCredentials())
                ? tickets.redeem(bearer.getName())
                        .map(ticket -> new Claim(
                                ticket.accountId(), ticket.sessionId(), ticket.accessSince(), ticket.accessUntil()))
                : Mono.fromSupplier(() -> tokens.read(bearer.getName(), Token.Kind.ACCESS))
                        .map(token ->
                                new Claim(token.accountId(), token.sessionId(), token.issuedAt(), token.expiresAt()));
    }

    private boolean takesTickets(ServerWebExchange exchange) {
        return routes.find(exchange)
                .filter(match -> match.access(exchange.getRequest().getMethod()) == Access.STREAM)
                .isPresent();
    }

    /** What a request claims, if its session is alive. */
    private record Claim(long account, @Nullable UUID session, Instant since, Instant until) {}
}
