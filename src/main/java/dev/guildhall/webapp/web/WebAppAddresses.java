package dev.guildhall.webapp.web;

import dev.guildhall.shared.web.RouteTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * The web app has addresses of its own, such as {@code /orders/12}, which it reads itself: a browser that opens one gets the page. What is
 * the server's stays the server's, and a program that asks for what there is not is told so.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class WebAppAddresses implements WebFilter {

    private static final List<PathPattern> OF_THE_SERVER = Stream.of(
                    "/api/**", "/media/**", "/actuator/**", "/healthz/**", "/assets/**")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final RouteTable routes;

    WebAppAddresses(RouteTable routes) {
        this.routes = routes;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isOfTheApp(exchange)
                ? chain.filter(exchange.mutate().request(it -> it.path("/")).build())
                : chain.filter(exchange);
    }

    private boolean isOfTheApp(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return READING.contains(request.getMethod())
                && isFromABrowser(request)
                && !isOfTheServer(request.getPath().pathWithinApplication())
                && routes.find(exchange).isEmpty();
    }

    /** Browsers name HTML when they open an address; nobody else does. */
    private static boolean isFromABrowser(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty("Accept").stream()
                .anyMatch(accepted -> accepted.contains(MediaType.TEXT_HTML_VALUE));
    }

    private static boolean isOfTheServer(PathContainer path) {
        return OF_THE_SERVER.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
