package dev.guildhall.metrics.web;

import dev.guildhall.metrics.MetricsService;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.Params;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers questions about the metrics. */
@Component
class MetricsHandler {

    private final MetricsService metrics;

    MetricsHandler(MetricsService metrics) {
        this.metrics = metrics;
    }

    Mono<ServerResponse> daily(ServerRequest request, Caller admin) {
        var params = Params.of(request);
        var from = params.day("from");
        var to = params.day("to");
        params.check();
        return metrics.list(from, to).collectList().flatMap(ServerResponse.ok()::bodyValue);
    }
}
