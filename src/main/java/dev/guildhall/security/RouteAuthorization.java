package dev.guildhall.security;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Unauthenticated;
import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.RouteTable;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Applies the rule of the route a request leads to. What leads nowhere does not exist, for anybody. */
@Component
class RouteAuthorization implements ReactiveAuthorizationManager<AuthorizationContext> {

    /** What is served beside the route table, to everybody. The complete list. */
    private static final List<PathPattern> OPEN = List.of(
            PathPatternParser.defaultInstance.parse("/actuator/health/**"),
            PathPatternParser.defaultInstance.parse("/actuator/info"));

    private static final PathPattern METRICS = PathPatternParser.defaultInstance.parse("/actuator/prometheus");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final AuthorizationResult GRANTED = new AuthorizationDecision(true);

    private final RouteTable routes;
    private final ScrapeSettings scrape;

    RouteAuthorization(RouteTable routes, ScrapeSettings scrape) {
        this.routes = routes;
        this.scrape = scrape;
    }

    /** Matches requests that need to know their caller; on all others a token is not even looked at. */
    ServerWebExchangeMatcher guarded() {
        return exchange -> isGuarded(exchange) ? MatchResult.match() : MatchResult.notMatch();
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        var exchange = context.getExchange();
        return isGuarded(exchange)
                ? authentication
                        .ofType(CallerAuthentication.class)
                        .map(known -> decide(known.getPrincipal(), exchange))
                        .switchIfEmpty(Mono.error(() -> new Unauthenticated("error.unauthenticated")))
                : Mono.fromSupplier(() -> decide(exchange));
    }

    private boolean isGuarded(ServerWebExchange exchange) {
        return routes.find(exchange)
                .filter(match -> match.access(exchange.getRequest().getMethod()) != Access.PUBLIC)
                .isPresent();
    }

    private AuthorizationResult decide(Caller caller, ServerWebExchange exchange) {
        var method = exchange.getRequest().getMethod();
        if (caller.banned() && !READING.contains(method)) {
            throw new Forbidden("error.banned");
        }
        if (!routes.find(exchange).orElseThrow().access(method).permits(caller)) {
            throw new Forbidden("error.forbidden");
        }
        return GRANTED;
    }

    private AuthorizationResult decide(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().pathWithinApplication();
        if (scrape.isOn() && METRICS.matches(path)) {
            return decideAboutMetrics(exchange);
        }
        if (routes.find(exchange).isEmpty() && !isOpen(path)) {
            throw new NotFound("error.unknown_path");
        }
        return GRANTED;
    }

    /** No account may read them: they are for a program that has a secret of its own. */
    private AuthorizationResult decideAboutMetrics(ServerWebExchange exchange) {
        if (!scrape.admits(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))) {
            throw new Unauthenticated("error.unauthenticated");
        }
        return GRANTED;
    }

    private static boolean isOpen(PathContainer path) {
        return OPEN.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
