package dev.guildhall.appointment.web;

import dev.guildhall.appointment.AppointmentService;
import dev.guildhall.appointment.AppointmentView;
import dev.guildhall.appointment.Situation;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Slice;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class AppointmentHandler {

    /** What is not in the answer unless somebody asks for it. */
    private static final Map<String, Boolean> INCLUDABLE = Map.of("available_actions", true);

    private final AppointmentService appointments;
    private final AppointmentResponses responses;
    private final SlaResponses slas;
    private final BodyReader bodies;
    private final Pages pages;

    AppointmentHandler(
            AppointmentService appointments,
            AppointmentResponses responses,
            SlaResponses slas,
            BodyReader bodies,
            Pages pages) {
        this.appointments = appointments;
        this.responses = responses;
        this.slas = slas;
        this.bodies = bodies;
        this.pages = pages;
    }

    Mono<ServerResponse> file(ServerRequest request, Caller caller) {
        return bodies.withFiles(request, body -> Mono.fromSupplier(() -> AppointmentRequests.filed(body))
                        .flatMap(filed -> appointments.file(caller, filed)))
                .map(view -> responses.of(view, caller, request))
                .flatMap(ServerResponse.status(HttpStatus.CREATED)::bodyValue);
    }

    Mono<ServerResponse> mine(ServerRequest request, Caller caller) {
        return list(slice -> appointments.listFiledBy(caller, slice), request, caller);
    }

    Mono<ServerResponse> available(ServerRequest request, Caller caller) {
        return list(slice -> appointments.listAvailable(caller, slice), request, caller);
    }

    Mono<ServerResponse> workload(ServerRequest request, Caller caller) {
        return list(slice -> appointments.listWorkloadOf(caller, slice), request, caller);
    }

    Mono<ServerResponse> finished(ServerRequest request, Caller caller) {
        var withActions = includesActions(request);
        return pages.answer(
                request,
                caller,
                slice -> appointments.listFinishedBy(caller, slice),
                known -> AppointmentResponses.place(known.view()),
                known -> withActions
                        ? responses.withActions(known, caller, request)
                        : responses.of(known.view(), caller, request));
    }

    Mono<ServerResponse> detail(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return includesActions(request)
                ? withActions(appointments.situation(id, caller), request, caller)
                : one(appointments.get(id, caller), request, caller);
    }

    Mono<ServerResponse> timeline(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return pages.answer(
                request,
                caller,
                slice -> appointments.timeline(id, caller, slice).flatMapIterable(Function.identity()),
                row -> List.of(row.id()),
                TimelineResponse::from);
    }

    Mono<ServerResponse> sla(ServerRequest request, Caller caller) {
        return appointments
                .sla(Params.id(request), caller)
                .map(view -> slas.of(view, caller, request))
                .flatMap(ServerResponse.ok()::bodyValue);
    }

    Mono<ServerResponse> take(ServerRequest request, Caller caller) {
        return one(appointments.take(Params.id(request), caller), request, caller);
    }

    Mono<ServerResponse> decline(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return one(
                bodies.with(request, body -> appointments.decline(id, caller, () -> AppointmentRequests.reason(body))),
                request,
                caller);
    }

    Mono<ServerResponse> setPrice(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return one(
                bodies.with(request, body -> appointments.setPrice(id, caller, () -> AppointmentRequests.price(body))),
                request,
                caller);
    }

    Mono<ServerResponse> uploadProof(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return one(
                bodies.withFiles(
                        request, body -> appointments.uploadProof(id, caller, () -> AppointmentRequests.proof(body))),
                request,
                caller);
    }

    Mono<ServerResponse> markPaid(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return one(
                bodies.with(
                        request,
                        body -> appointments.markPaid(id, caller, () -> AppointmentRequests.paymentMethod(body))),
                request,
                caller);
    }

    Mono<ServerResponse> confirmPayment(ServerRequest request, Caller caller) {
        return one(appointments.confirmPayment(Params.id(request), caller), request, caller);
    }

    Mono<ServerResponse> start(ServerRequest request, Caller caller) {
        return one(appointments.start(Params.id(request), caller), request, caller);
    }

    Mono<ServerResponse> complete(ServerRequest request, Caller caller) {
        return one(appointments.complete(Params.id(request), caller), request, caller);
    }

    private static boolean includesActions(ServerRequest request) {
        var params = Params.of(request);
        var included = params.choice("include", INCLUDABLE).orElse(false);
        params.check();
        return included;
    }

    private Mono<ServerResponse> withActions(Mono<Situation> situation, ServerRequest request, Caller caller) {
        return situation.flatMap(known -> ServerResponse.ok()
                .eTag(known.view().order().version())
                .bodyValue(responses.withActions(known, caller, request)));
    }

    private Mono<ServerResponse> one(Mono<AppointmentView> view, ServerRequest request, Caller caller) {
        return view.flatMap(seen ->
                ServerResponse.ok().eTag(seen.order().version()).bodyValue(responses.of(seen, caller, request)));
    }

    private Mono<ServerResponse> list(
            Function<Slice, Flux<AppointmentView>> views, ServerRequest request, Caller caller) {
        return pages.answer(
                request, caller, views, AppointmentResponses::place, seen -> responses.of(seen, caller, request));
    }
}
