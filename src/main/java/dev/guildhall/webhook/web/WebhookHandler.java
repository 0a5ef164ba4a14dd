package dev.guildhall.webhook.web;

import static org.springframework.web.reactive.function.server.ServerResponse.noContent;
import static org.springframework.web.reactive.function.server.ServerResponse.ok;
import static org.springframework.web.reactive.function.server.ServerResponse.status;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import dev.guildhall.webhook.WebhookService;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class WebhookHandler {

    private static final Map<String, String> STATES =
            Map.of("waiting", "waiting", "sent", "sent", "failed", "failed", "dropped", "dropped");

    private final WebhookService webhooks;
    private final BodyReader bodies;
    private final Pages pages;

    WebhookHandler(WebhookService webhooks, BodyReader bodies, Pages pages) {
        this.webhooks = webhooks;
        this.bodies = bodies;
        this.pages = pages;
    }

    Mono<ServerResponse> list(ServerRequest request, Caller admin) {
        return pages.answer(request, admin, webhooks::list, webhook -> List.of(webhook.id()), webhook -> webhook);
    }

    Mono<ServerResponse> get(ServerRequest request, Caller admin) {
        return webhooks.get(Params.id(request)).flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> create(ServerRequest request, Caller admin) {
        return bodies.with(request, body -> Mono.fromSupplier(() -> WebhookRequest.whole(body.fields()))
                        .flatMap(webhooks::create))
                .flatMap(status(HttpStatus.CREATED)::bodyValue);
    }

    Mono<ServerResponse> change(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        return bodies.with(request, body -> webhooks.get(id)
                        .map(known -> WebhookRequest.part(body.fields()))
                        .flatMap(change -> webhooks.change(id, change)))
                .flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> delete(ServerRequest request, Caller admin) {
        return webhooks.delete(Params.id(request)).then(noContent().build());
    }

    Mono<ServerResponse> rotate(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        return bodies.with(request, body -> webhooks.rotate(id)).flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> test(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        return bodies.with(request, body -> webhooks.test(id)).flatMap(status(HttpStatus.CREATED)::bodyValue);
    }

    Mono<ServerResponse> listDeliveries(ServerRequest request, Caller admin) {
        var params = Params.of(request);
        var state = params.choice("state", STATES);
        params.check();
        var id = Params.id(request);
        return pages.answer(
                request,
                admin,
                slice -> webhooks.listDeliveries(id, state, slice),
                delivery -> List.of(delivery.id()),
                delivery -> delivery);
    }

    Mono<ServerResponse> replay(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        return bodies.with(request, body -> webhooks.replay(id)).flatMap(ok()::bodyValue);
    }
}
