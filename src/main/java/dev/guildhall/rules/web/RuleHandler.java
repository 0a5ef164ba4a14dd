package dev.guildhall.rules.web;

import static org.springframework.web.reactive.function.server.ServerResponse.noContent;
import static org.springframework.web.reactive.function.server.ServerResponse.ok;
import static org.springframework.web.reactive.function.server.ServerResponse.status;

import dev.guildhall.rules.Rule;
import dev.guildhall.rules.RuleDraft;
import dev.guildhall.rules.RuleProblems;
import dev.guildhall.rules.RuleReview;
import dev.guildhall.rules.RuleService;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Languages;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class RuleHandler {

    private final RuleService rules;
    private final RuleReview review;
    private final RuleProblems problems;
    private final SchemaResponse schema;
    private final MessageSource messages;
    private final BodyReader bodies;
    private final Pages pages;

    RuleHandler(
            RuleService rules,
            RuleReview review,
            RuleProblems problems,
            SchemaResponse schema,
            MessageSource messages,
            BodyReader bodies,
            Pages pages) {
        this.rules = rules;
        this.review = review;
        this.problems = problems;
        this.schema = schema;
        this.messages = messages;
        this.bodies = bodies;
        this.pages = pages;
    }

    Mono<ServerResponse> list(ServerRequest request, Caller admin) {
        return pages.answer(
                request,
                admin,
                slice -> review.list(slice),
                reviewed -> List.of(reviewed.rule().name()),
                reviewed -> RuleResponse.from(reviewed, messages, Languages.of(request)));
    }

    Mono<ServerResponse> get(ServerRequest request, Caller admin) {
        return rules.get(Params.id(request)).flatMap(rule -> answer(rule, request));
    }

    Mono<ServerResponse> create(ServerRequest request, Caller admin) {
        var judge = judge(request);
        return bodies.with(request, body -> Mono.fromSupplier(
                                () -> judge.apply(RuleRequest.whole(body.fields(), RuleDraft.blank())))
                        .flatMap(draft -> rules.create(draft, admin.id())))
                .flatMap(rule -> shown(rule, request))
                .flatMap(status(HttpStatus.CREATED)::bodyValue);
    }

    Mono<ServerResponse> replace(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        var judge = judge(request);
        return bodies.with(
                        request,
                        body -> rules.change(
                                id, rule -> judge.apply(RuleRequest.whole(body.fields(), rule)), admin.id()))
                .flatMap(rule -> answer(rule, request));
    }

    Mono<ServerResponse> change(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        var judge = judge(request);
        return bodies.with(
                        request,
                        body -> rules.change(
                                id, rule -> judge.apply(RuleRequest.part(body.fields(), rule)), admin.id()))
                .flatMap(rule -> answer(rule, request));
    }

    Mono<ServerResponse> delete(ServerRequest request, Caller admin) {
        return rules.delete(Params.id(request), admin.id()).then(noContent().build());
    }

    Mono<ServerResponse> versions(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        return pages.answer(
                request,
                admin,
                slice -> rules.versions(id, slice).flatMapIterable(Function.identity()),
                version -> List.of(version.version()),
                VersionResponse::from);
    }

    Mono<ServerResponse> schema(ServerRequest request, Caller admin) {
        return ok().bodyValue(schema.get());
    }

    private UnaryOperator<RuleDraft> judge(ServerRequest request) {
        return Preference.isStrict(request) ? problems::require : UnaryOperator.identity();
    }

    private Mono<ServerResponse> answer(Rule rule, ServerRequest request) {
        return shown(rule, request).flatMap(ok().eTag(rule.state())::bodyValue);
    }

    private Mono<RuleResponse> shown(Rule rule, ServerRequest request) {
        return review.review(rule).map(reviewed -> RuleResponse.from(reviewed, messages, Languages.of(request)));
    }
}
