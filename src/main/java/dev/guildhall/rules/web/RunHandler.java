package dev.guildhall.rules.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.rules.RuleRun;
import dev.guildhall.rules.RuleRuns;
import dev.guildhall.rules.RuleSimulation;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Languages;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What rules have done, and what they would have done. */
@Component
class RunHandler {

    private static final Set<String> VERDICTS = Set.of("met", "skipped", "not_met");

    private final RuleRuns runs;
    private final RuleSimulation simulation;
    private final MessageSource messages;
    private final BodyReader bodies;
    private final Pages pages;

    RunHandler(RuleRuns runs, RuleSimulation simulation, MessageSource messages, BodyReader bodies, Pages pages) {
        this.runs = runs;
        this.simulation = simulation;
        this.messages = messages;
        this.bodies = bodies;
        this.pages = pages;
    }

    Mono<ServerResponse> ofRule(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        var params = Params.of(request);
        var verdict = params.text("verdict");
        var before = params.integer("before");
        params.check();
        if (verdict.filter(word -> !VERDICTS.contains(word)).isPresent()) {
            throw InvalidFields.of("verdict", "field.choice");
        }
        var language = Languages.of(request);
        return pages.answer(
                request,
                admin,
                slice -> runs.ofRule(id, verdict, before, slice).flatMapIterable(Function.identity()),
                RuleRun::placeInRule,
                run -> RunResponse.from(run, messages, language));
    }

    Mono<ServerResponse> ofEvent(ServerRequest request, Caller admin) {
        var id = Params.id(request);
        var language = Languages.of(request);
        return pages.answer(
                request,
                admin,
                slice -> runs.ofEvent(id, slice).flatMapIterable(Function.identity()),
                RuleRun::placeInEvent,
                run -> RunResponse.from(run, messages, language));
    }

    /** As a whole, or step by step to whoever accepts lines or a stream. */
    Mono<ServerResponse> simulate(ServerRequest request, Caller admin) {
        var language = Languages.of(request);
        return bodies.with(request, body -> Mono.fromSupplier(() -> SimulationRequest.read(body.fields())))
                .flatMap(simulation::simulate)
                .flatMap(steps -> wants(request, MediaType.APPLICATION_NDJSON)
                        ? stream(MediaType.APPLICATION_NDJSON, steps, language)
                        : wants(request, MediaType.TEXT_EVENT_STREAM)
                                ? stream(MediaType.TEXT_EVENT_STREAM, steps, language)
                                : whole(steps, language));
    }

    private Mono<ServerResponse> whole(Flux<RuleSimulation.Step> steps, Locale language) {
        return steps.last()
                .map(step -> SimulationResponse.from(Objects.requireNonNull(step.result()), messages, language))
                .flatMap(ok()::bodyValue);
    }

    private static Flux<SimulationResponse.Line> lines(
            Flux<RuleSimulation.Step> steps, MessageSource messages, Locale language) {
        return steps.map(step -> SimulationResponse.Line.from(step, messages, language));
    }

    private Mono<ServerResponse> stream(MediaType type, Flux<RuleSimulation.Step> steps, Locale language) {
        return ok().contentType(type).body(lines(steps, messages, language), SimulationResponse.Line.class);
    }

    private static boolean wants(ServerRequest request, MediaType type) {
        return request.headers().accept().stream().anyMatch(type::equalsTypeAndSubtype);
    }
}
