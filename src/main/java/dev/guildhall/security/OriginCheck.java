package dev.guildhall.security;

import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.web.BaseUrls;
import dev.guildhall.shared.web.RouteTable;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps pages of others away from where cookies are read and given: from refreshing and ending a session that a browser holds, and from
 * putting somebody into a session of theirs. Browsers say where a request comes from, programs do not and have no cookies they know nothing of.
 */
@Component
class OriginCheck {

    /** As {@code Sec-Fetch-Site} has it: a page of our own, or nobody's, as when an address is typed in. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final RouteTable routes;
    private final BaseUrls urls;
    private final List<String> allowed;

    OriginCheck(RouteTable routes, BaseUrls urls, SecuritySettings settings) {
        this.routes = routes;
        this.urls = urls;
        this.allowed = settings.corsAllowedOrigins();
    }

    /** A filter. */
    Mono<Void> require(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            if (isAboutCookies(exchange) && isForeign(exchange)) {
                throw new Forbidden("error.foreign_origin");
            }
            return chain.filter(exchange);
        });
    }

    private boolean isAboutCookies(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() == HttpMethod.POST
                && routes.find(exchange)
                        .filter(match -> match.path().matches("/api(/v1)?/auth/.*"))
                        .isPresent();
    }

    /** What the browser itself says is beyond doubt; older ones, and those that came without encryption, name the origin only. */
    private boolean isForeign(ServerWebExchange exchange) {
        var headers = exchange.getRequest().getHeaders();
        var origin = headers.getOrigin();
        var site = headers.getFirst("Sec-Fetch-Site");
        if (origin != null && allowed.contains(origin)) {
            return false;
        }
        return site != null ? !OWN.contains(site) : origin != null && !urls.isOwn(origin, exchange.getRequest());
    }
}
