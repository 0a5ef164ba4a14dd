package dev.guildhall.shared.web;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.reactive.UrlHandlerFilter;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Hands requests to the handlers of the {@link RouteTable}. */
@Configuration(proxyBeanMethods = false)
class ApiRouter {

    /** Routes are written without a trailing slash and answer with one as well. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    WebFilter trailingSlashFilter() {
        return UrlHandlerFilter.trailingSlashHandler("/**").mutateRequest().build();
    }

    @Bean
    RouterFunction<ServerResponse> apiRouterFunction(RouteTable table) {
        return request -> Mono.justOrEmpty(table.find(request.exchange()))
                .map(match -> match.handler(request.method()).orElseGet(() -> otherMethod(match.methods())));
    }

    private static HandlerFunction<ServerResponse> otherMethod(Set<HttpMethod> allowed) {
        return request -> request.method() == HttpMethod.OPTIONS
                ? ServerResponse.noContent().allow(allowed).build()
                : Mono.error(new MethodNotAllowedException(request.method(), allowed));
    }
}
