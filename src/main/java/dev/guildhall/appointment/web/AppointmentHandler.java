package dev.guildhall.appointment.web;

import dev.guildhall.appointment.AppointmentService;
import dev.guildhall.appointment.AppointmentView;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Params;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class AppointmentHandler {

    private final AppointmentService appointments;
    private final AppointmentResponses responses;
    private final SlaResponses slas;
    private final BodyReader bodies;

    AppointmentHandler(
            AppointmentService appointments, AppointmentResponses responses, SlaResponses slas, BodyReader bodies) {
        this.appointments = appointments;
        this.responses = responses;
        this.slas = slas;
        this.bodies = bodies;
    }

    Mono<ServerResponse> file(ServerRequest request, Caller caller) {
        return bodies.withFiles(request, body -> Mono.fromSupplier(() -> AppointmentRequests.filed(body))
                        .flatMap(filed -> appointments.file(caller, filed)))
                .map(view -> responses.of(view, caller, request))
                .flatMap(ServerResponse.status(HttpStatus.CREATED)::bodyValue);
    }

    Mono<ServerResponse> mine(ServerRequest request, Caller caller) {
        return list(appointments.listFiledBy(caller), request, caller);
    }

    Mono<ServerResponse> available(ServerRequest request, Caller caller) {
        return list(appointments.listAvailable(caller), request, caller);
    }

    Mono<ServerResponse> workload(ServerRequest request, Caller caller) {
        return list(appointments.listWorkloadOf(caller), request, caller);
    }

    Mono<ServerResponse> detail(ServerRequest request, Caller caller) {
        return one(appointments.get(Params.id(request), caller), request, caller);
    }

    Mono<ServerResponse> timeline(ServerRequest request, Caller caller) {
        return appointments
                .timeline(Params.id(request), caller)
                .map(rows -> rows.stream().map(TimelineResponse::from).toList())
                .flatMap(ServerResponse.ok()::bodyValue);
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
        return one(appointments.decline(Params.id(request), caller), request, caller);
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

    private Mono<ServerResponse> one(Mono<AppointmentView> view, ServerRequest request, Caller caller) {
        return view.map(seen -> responses.of(seen, caller, request)).flatMap(ServerResponse.ok()::bodyValue);
    }

    private Mono<ServerResponse> list(Flux<AppointmentView> views, ServerRequest request, Caller caller) {
        return views.map(seen -> responses.row(seen, caller, request))
                .collectList()
                .flatMap(ServerResponse.ok()::bodyValue);
    }
}
