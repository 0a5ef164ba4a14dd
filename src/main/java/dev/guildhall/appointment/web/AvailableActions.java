package dev.guildhall.appointment.web;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentAction;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.Refusal;
import dev.guildhall.shared.web.RouteTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Says what somebody can do with an order, and why not the rest: by the rule of the route, then by the life cycle. */
@Component
class AvailableActions {

    private final SingletonSupplier<Map<AppointmentAction, RouteTable.Entry>> routes;
    private final MessageSource messages;

    /** The routes know the handlers, which show orders. */
    AvailableActions(ObjectProvider<RouteTable> table, MessageSource messages) {
        this.routes = SingletonSupplier.of(() -> routes(table.getObject()));
        this.messages = messages;
    }

    List<AvailableAction> of(Appointment order, Caller caller, Locale language) {
        return Arrays.stream(AppointmentAction.values())
                .map(action -> of(action, obstacle(action, order, caller), language))
                .toList();
    }

    private AvailableAction of(AppointmentAction action, Optional<Refusal> obstacle, Locale language) {
        return obstacle.map(refusal -> new AvailableAction(
                        action.word(),
                        false,
                        messages.getMessage(refusal.code(), refusal.arguments(), language),
                        refusal.code()))
                .orElseGet(() -> new AvailableAction(action.word(), true, null, null));
    }

    private Optional<Refusal> obstacle(AppointmentAction action, Appointment order, Caller caller) {
        if (caller.banned()) {
            return Optional.of(new Forbidden("error.banned"));
        }
        return Objects.requireNonNull(routes.obtain().get(action)).access().permits(caller)
                ? action.obstacle(order, caller)
                : Optional.of(new Forbidden("error.forbidden"));
    }

    private static Map<AppointmentAction, RouteTable.Entry> routes(RouteTable table) {
        return Arrays.stream(AppointmentAction.values())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), action -> route(action, table)));
    }

    private static RouteTable.Entry route(AppointmentAction action, RouteTable table) {
        return table.entries().stream()
                .filter(entry ->
                        entry.method() == HttpMethod.POST && entry.path().equals("/api" + action.pattern()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No route for " + action.pattern()));
    }

    /**
     * Whether something can be done.
     *
     * @param reason why not, in the reader's language; null if it can
     * @param code the same as a code that stays; null if it can
     */
    record AvailableAction(
            String action,
            boolean allowed,
            @Nullable String reason,
            @Nullable String code) {}
}
