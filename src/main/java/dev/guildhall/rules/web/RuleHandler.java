package dev.guildhall.rules.web;

import static org.springframework.web.reactive.function.server.ServerResponse.noContent;
import static org.springframework.web.reactive.function.server.ServerResponse.ok;
import static org.springframework.web.reactive.function.server.ServerResponse.status;

import dev.guildhall.rules.Rule;
import dev.guildhall.rules.RuleDraft;
import dev.guildhall.rules.RuleService;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Params;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class RuleHandler {

    private final RuleService rules;
    private final BodyReader bodies;

    RuleHandler(RuleService rules, BodyReader bodies) {
        this.rules = rules;
        this.bodies = bodies;
    }

    Mono<ServerResponse> list(ServerRequest request, Caller admin) {
        return rules.list()
                .map(all -> all.stream().map(RuleResponse::from).toList())
                .flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> get(ServerRequest request, Caller admin) {
        return rules.get(Params.id(request)).flatMap(RuleHandler::answer);
    }

    Mono<ServerResponse> create(ServerRequest request, Caller admin) {
        return bodies.with(request, body -> Mono.fromSupplier(() -> RuleRequest.whole(body.fields(), RuleDraft.blank()))
                        .flatMap(rules::create))
                .map(RuleResponse::from)
                .flatMap(status(HttpStatus.CREATED)::bodyValue);
    }

    Mono<ServerResponse> replace(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        return bodies.with(request, body -> rules.change(id, rule -> RuleRequest.whole(body.fields(), rule)))
                .flatMap(RuleHandler::answer);
    }

    Mono<ServerResponse> change(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        return bodies.with(request, body -> rules.change(id, rule -> RuleRequest.part(body.fields(), rule)))
                .flatMap(RuleHandler::answer);
    }

    Mono<ServerResponse> delete(ServerRequest request, Caller admin) {
        return rules.delete(Params.id(request)).then(noContent().build());
    }

    private static Mono<ServerResponse> answer(Rule rule) {
        return ok().bodyValue(RuleResponse.from(rule));
    }
}
