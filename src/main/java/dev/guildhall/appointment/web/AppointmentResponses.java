package dev.guildhall.appointment.web;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.Appointment.Duplicate;
import dev.guildhall.appointment.Appointment.Payment;
import dev.guildhall.appointment.AppointmentService.Overridden;
import dev.guildhall.appointment.AppointmentView;
import dev.guildhall.appointment.Situation;
import dev.guildhall.appointment.web.AvailableActions.AvailableAction;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.web.BaseUrls;
import dev.guildhall.shared.web.Languages;
import dev.guildhall.storage.FileLinks;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Shows appointments: what a reader may not see is not in the answer. */
@Component
class AppointmentResponses {

    private final FileLinks links;
    private final BaseUrls baseUrls;
    private final AvailableActions actions;

    AppointmentResponses(FileLinks links, BaseUrls baseUrls, AvailableActions actions) {
        this.links = links;
        this.baseUrls = baseUrls;
        this.actions = actions;
    }

    /** The same in a list and by itself. */
    AppointmentResponse of(AppointmentView view, Caller reader, ServerRequest request) {
        return of(view, reader, baseUrls.of(request));
    }

    /** For somebody whose absolute URLs begin with this. */
    AppointmentResponse of(AppointmentView view, Caller reader, String baseUrl) {
        return response(view, reader, baseUrl, null, null);
    }

    /** Together with what can be done with it, for those who ask. */
    AppointmentResponse withActions(Situation situation, Caller reader, ServerRequest request) {
        var available = actions.of(situation, reader, Languages.of(request));
        return response(situation.view(), reader, baseUrls.of(request), null, available);
    }

    AppointmentResponse of(Overridden overridden, Caller reader, ServerRequest request) {
        return response(overridden.view(), reader, baseUrls.of(request), overridden.warnings(), null);
    }

    /** Where it has its place in lists: newest first. */
    static List<?> place(AppointmentView view) {
        return List.of(view.order().createdAt(), view.order().id());
    }

    /** A master to whom the order is offered sees neither money nor the client's risk. */
    private AppointmentResponse response(
            AppointmentView view,
            Caller reader,
            String baseUrl,
            @Nullable List<String> warnings,
            @Nullable List<AvailableAction> available) {
        var order = view.order();
        var inside = order.isInside(reader);
        var payment = inside ? order.payment() : hidden(order.payment());
        var photo = links.url(baseUrl, order.photo());
        var proof = links.url(
                baseUrl, payment.proof() == null ? null : payment.proof().key());
        var duplicates = showsDuplicatesTo(reader, order) ? duplicates(payment) : null;
        return new AppointmentResponse(
                order.id(),
                order.brand(),
                order.model(),
                order.lockType().name(),
                order.hasPc(),
                order.description(),
                photo,
                photo,
                order.status().name(),
                payment.price(),
                payment.currency(),
                payment.method() == null ? null : payment.method().word(),
                proof,
                proof,
                duplicates == null ? null : !duplicates.isEmpty(),
                duplicates == null ? null : visible(duplicates, reader),
                payment.markedAt(),
                payment.confirmedAt(),
                payment.confirmedBy(),
                order.client().id(),
                order.client().username(),
                masterId(order),
                order.master() == null ? null : order.master().username(),
                inside ? order.client().riskScore() : null,
                inside ? order.client().riskLevel() : null,
                order.takenAt(),
                order.startedAt(),
                order.completedAt(),
                order.sla().response().dueAt(),
                inside ? order.sla().completion().dueAt() : null,
                order.showsHistoryTo(reader) && order.sla().breached(),
                order.tags(),
                order.showsChatTo(reader) ? view.unread() : 0,
                order.createdAt(),
                order.updatedAt(),
                warnings,
                available);
    }

    /** A client knows what they have uploaded. */
    private static boolean showsDuplicatesTo(Caller reader, Appointment order) {
        return !order.isOf(reader) && (reader.may(Permission.APPOINTMENTS_READ) || order.isWorkedOnBy(reader));
    }

    private static List<Duplicate> duplicates(Payment payment) {
        return payment.proof() == null ? List.of() : payment.proof().duplicates();
    }

    /** A master sees the orders that were their own as well. */
    private static List<Long> visible(List<Duplicate> duplicates, Caller reader) {
        return duplicates.stream()
                .filter(duplicate ->
                        reader.may(Permission.APPOINTMENTS_READ) || Objects.equals(duplicate.master(), reader.id()))
                .map(Duplicate::order)
                .toList();
    }

    private static @Nullable Long masterId(Appointment order) {
        return order.master() == null ? null : order.master().id();
    }

    private static Payment hidden(Payment payment) {
        return new Payment(null, payment.currency(), null, null, null, null, null);
    }
}
