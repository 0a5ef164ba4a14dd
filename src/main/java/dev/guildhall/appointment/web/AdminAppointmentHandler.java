package dev.guildhall.appointment.web;

import dev.guildhall.appointment.AppointmentQueries.Filter;
import dev.guildhall.appointment.AppointmentQueries.Order;
import dev.guildhall.appointment.AppointmentService;
import dev.guildhall.appointment.AppointmentView;
import dev.guildhall.shared.BusinessDays;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class AdminAppointmentHandler {

    private static final Map<String, Order> ORDERS = Map.of(
            "deadline", Order.DEADLINE_FIRST,
            "-deadline", Order.DEADLINE_LAST,
            "created_at", Order.OLDEST,
            "-created_at", Order.NEWEST,
            "updated_at", Order.CHANGED_LAST,
            "-updated_at", Order.CHANGED_FIRST);

    private final AppointmentService appointments;
    private final AppointmentResponses responses;
    private final BodyReader bodies;
    private final BusinessDays days;
    private final Pages pages;

    AdminAppointmentHandler(
            AppointmentService appointments,
            AppointmentResponses responses,
            BodyReader bodies,
            BusinessDays days,
            Pages pages) {
        this.appointments = appointments;
        this.responses = responses;
        this.bodies = bodies;
        this.days = days;
        this.pages = pages;
    }

    Mono<ServerResponse> list(ServerRequest request, Caller caller) {
        var filter = filter(request);
        return pages.answer(
                request,
                caller,
                slice -> appointments.listMeeting(filter, caller, slice),
                filter.order()::place,
                view -> responses.of(view, caller, request),
                appointments.countMeeting(filter, caller));
    }

    Mono<ServerResponse> confirmPayment(ServerRequest request, Caller caller) {
        return appointments.confirmPayment(Params.id(request), caller).flatMap(view -> one(view, request, caller));
    }

    Mono<ServerResponse> setStatus(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return bodies.with(
                        request, body -> appointments.setStatus(id, caller, () -> AppointmentRequests.override(body)))
                .flatMap(overridden -> ServerResponse.ok()
                        .eTag(overridden.view().order().version())
                        .bodyValue(responses.of(overridden, caller, request)));
    }

    Mono<ServerResponse> assign(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return bodies.with(request, body -> appointments.assign(id, caller, () -> AppointmentRequests.master(body)))
                .flatMap(view -> one(view, request, caller));
    }

    private Mono<ServerResponse> one(AppointmentView view, ServerRequest request, Caller caller) {
        return ServerResponse.ok().eTag(view.order().version()).bodyValue(responses.of(view, caller, request));
    }

    private Filter filter(ServerRequest request) {
        var params = Params.of(request);
        var filter = new Filter(
                params.text("status"),
                params.integer("master"),
                params.integer("client"),
                params.day("date_from").map(days::startOf),
                params.day("date_to").map(days::endOf),
                params.bool("sla_breached"),
                params.moment("due_before"),
                params.sought(),
                params.text("ordering").map(ORDERS::get).orElse(Order.NEWEST));
        params.check();
        return filter;
    }
}
