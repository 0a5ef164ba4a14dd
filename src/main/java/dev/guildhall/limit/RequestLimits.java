package dev.guildhall.limit;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Network;
import dev.guildhall.shared.TooManyRequests;
import dev.guildhall.shared.web.CallerAddresses;
import dev.guildhall.shared.web.RouteTable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts requests and refuses those that are too many, telling in {@code RateLimit} and {@code RateLimit-Policy} what is left
 * (draft-ietf-httpapi-ratelimit-headers). A stream is one request, however long it lasts. Health is told as often as it is asked for.
 */
@Component
public class RequestLimits {

    private static final Set<String> EXEMPT = Set.of("/healthz", "/api/health", "/api/v1/health");
    private static final String ACTUATOR = "/actuator/";

    private static final Map<String, Limit> OF_NETWORKS = Map.of(
            "/auth/login", Limit.LOGIN,
            "/auth/register", Limit.LOGIN,
            "/auth/bootstrap-admin", Limit.LOGIN,
            "/auth/telegram", Limit.TELEGRAM,
            "/auth/refresh", Limit.REFRESH,
            "/auth/logout", Limit.REFRESH);

    private static final String MESSAGES = "/appointments/{id}/messages";

    private final RateLimits limits;
    private final RouteTable routes;
    private final CallerAddresses addresses;

    RequestLimits(RateLimits limits, RouteTable routes, CallerAddresses addresses) {
        this.limits = limits;
        this.routes = routes;
        this.addresses = addresses;
    }

    /**
     * A filter before anybody is asked who they are. What comes from this machine itself without a word about whom it is for, is not counted: that
     * is a program of the operator's, or a proxy that does not tell, behind which there is everybody.
     */
    public Mono<Void> byNetwork(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            if (!isExempt(exchange)) {
                addresses
                        .find(exchange.getRequest())
                        .filter(address -> !address.isLoopbackAddress())
                        .ifPresent(address -> countNetwork(exchange, address));
            }
            return chain.filter(exchange);
        });
    }

    /** A filter behind which it is known who calls. */
    public Mono<Void> byPerson(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .map(Authentication::getPrincipal)
                .ofType(Caller.class)
                .doOnNext(caller -> countPerson(exchange, caller))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private void countNetwork(ServerWebExchange exchange, InetAddress address) {
        var network = Network.of(address);
        count(exchange, Limit.ADDRESS, network);
        posted(exchange).map(OF_NETWORKS::get).ifPresent(limit -> count(exchange, limit, network));
    }

    private void countPerson(ServerWebExchange exchange, Caller caller) {
        var id = String.valueOf(caller.id());
        count(exchange, Limit.USER, id);
        if (posted(exchange).filter(MESSAGES::equals).isPresent()) {
            count(exchange, Limit.MESSAGES, id);
        }
        if (mayHaveFiles(exchange)) {
            count(exchange, Limit.UPLOADS, id);
        }
    }

    private void count(ServerWebExchange exchange, Limit limit, String whose) {
        limits.use(limit, whose).ifPresent(quota -> {
            var headers = exchange.getResponse().getHeaders();
            var name = '"' + limit.word() + '"';
            headers.add("RateLimit-Policy", name + ";q=" + quota.most() + ";w=" + Usage.WINDOW_SECONDS);
            headers.add("RateLimit", name + ";r=" + quota.remaining() + ";t=" + quota.seconds());
            if (!quota.admitted()) {
                throw new TooManyRequests(
                        Duration.ofSeconds(quota.seconds()), "error.too_many_requests", quota.seconds());
            }
        });
    }

    /** The route something is posted to, without the prefix. */
    private Optional<String> posted(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() == HttpMethod.POST
                ? routes.find(exchange).map(match -> match.path().replaceFirst("^/api(/v1)?", ""))
                : Optional.empty();
    }

    private static boolean mayHaveFiles(ServerWebExchange exchange) {
        var type = exchange.getRequest().getHeaders().getFirst("Content-Type");
        return type != null
                && type.regionMatches(
                        true, 0, MediaType.MULTIPART_FORM_DATA_VALUE, 0, MediaType.MULTIPART_FORM_DATA_VALUE.length());
    }

    private static boolean isExempt(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        return EXEMPT.contains(path) || path.startsWith(ACTUATOR);
    }
}
