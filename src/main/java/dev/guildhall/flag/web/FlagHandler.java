package dev.guildhall.flag.web;

import dev.guildhall.flag.FeatureFlag;
import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.FlagService;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Precondition;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Fields;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Takes requests about feature flags: what they say to the caller, and their administration. */
@Component
class FlagHandler {

    private final FlagService flags;
    private final FeatureFlags known;
    private final BodyReader bodies;
    private final Pages pages;

    FlagHandler(FlagService flags, FeatureFlags known, BodyReader bodies, Pages pages) {
        this.flags = flags;
        this.known = known;
        this.bodies = bodies;
        this.pages = pages;
    }

    /** From memory: this is asked at every start of the app and after every change. */
    Mono<ServerResponse> evaluate(ServerRequest request, Caller caller) {
        return pages.answer(
                request,
                caller,
                slice -> known.evaluate(caller, slice),
                flag -> List.of(flag.name()),
                EvaluationResponse::from);
    }

    Mono<ServerResponse> list(ServerRequest request, Caller admin) {
        return pages.answer(request, admin, flags::list, flag -> List.of(flag.name()), FlagResponse::from);
    }

    Mono<ServerResponse> get(ServerRequest request, Caller admin) {
        return flags.get(Params.id(request)).flatMap(flag -> answer(HttpStatus.OK, flag));
    }

    Mono<ServerResponse> create(ServerRequest request, Caller admin) {
        return bodies.with(request, body -> create(body.fields())).flatMap(flag -> answer(HttpStatus.CREATED, flag));
    }

    Mono<ServerResponse> replace(ServerRequest request, Caller admin) {
        return change(request, FlagRequest::whole);
    }

    Mono<ServerResponse> change(ServerRequest request, Caller admin) {
        return change(request, FlagRequest::part);
    }

    Mono<ServerResponse> delete(ServerRequest request, Caller admin) {
        return flags.delete(Params.id(request)).then(ServerResponse.noContent().build());
    }

    private Mono<FeatureFlag> create(Fields fields) {
        var wanted = FlagRequest.whole(fields);
        return flags.clashes(wanted.change()).map(wanted::judgedBy).flatMap(flags::create);
    }

    private Mono<ServerResponse> change(ServerRequest request, Function<Fields, FlagRequest> reading) {
        var id = Params.id(request);
        return bodies.with(request, body -> flags.get(id)
                        .delayUntil(known -> Precondition.require(Mono.just(known.version())))
                        .map(known -> reading.apply(body.fields()))
                        .flatMap(wanted -> change(id, wanted)))
                .flatMap(flag -> answer(HttpStatus.OK, flag));
    }

    private Mono<FeatureFlag> change(long id, FlagRequest wanted) {
        return flags.clashes(id, wanted.change()).map(wanted::judgedBy).flatMap(change -> flags.change(id, change));
    }

    private static Mono<ServerResponse> answer(HttpStatus status, FeatureFlag flag) {
        return ServerResponse.status(status).eTag(flag.version()).bodyValue(FlagResponse.from(flag));
    }

    private record EvaluationResponse(String name, boolean enabled, String reason) {

        static EvaluationResponse from(FeatureFlag.Evaluation flag) {
            return new EvaluationResponse(
                    flag.name(), flag.enabled(), flag.reason().word());
        }
    }
}
