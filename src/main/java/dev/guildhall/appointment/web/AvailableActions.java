package dev.guildhall.appointment.web;

import dev.guildhall.appointment.AppointmentAction;
import dev.guildhall.appointment.OrderAction;
import dev.guildhall.appointment.Situation;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.Refusal;
import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.RouteTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Says what somebody can do with an order, and why not the rest: by the rule of the route, then by the action. */
@Component
class AvailableActions {

    private final SingletonSupplier<List<Offered>> offered;
    private final MessageSource messages;

    /**
     * The routes know the handlers, which show orders.
     *
     * @param others what can be done with an order in other modules
     */
    AvailableActions(ObjectProvider<RouteTable> table, List<OrderAction> others, MessageSource messages) {
        this.offered = SingletonSupplier.of(() -> offered(others, table.getObject()));
        this.messages = messages;
    }

    List<AvailableAction> of(Situation situation, Caller caller, Locale language) {
        return offered.obtain().stream()
                .map(offer -> of(offer.action(), obstacle(offer, situation, caller), language))
                .toList();
    }

    private AvailableAction of(OrderAction action, Optional<Refusal> obstacle, Locale language) {
        return obstacle.map(refusal -> new AvailableAction(
                        action.word(),
                        false,
                        messages.getMessage(refusal.code(), refusal.arguments(), language),
                        refusal.code()))
                .orElseGet(() -> new AvailableAction(action.word(), true, null, null));
    }

    private static Optional<Refusal> obstacle(Offered offer, Situation situation, Caller caller) {
        if (caller.banned()) {
            return Optional.of(new Forbidden("error.banned"));
        }
        return offer.access().permits(caller)
                ? offer.action().obstacle(situation, caller)
                : Optional.of(new Forbidden("error.forbidden"));
    }

    private static List<Offered> offered(List<OrderAction> others, RouteTable table) {
        return Stream.concat(Stream.of(AppointmentAction.values()), others.stream())
                .map(action -> new Offered(action, access(action, table)))
                .toList();
    }

    private static Access access(OrderAction action, RouteTable table) {
        return table.entries().stream()
                .filter(entry ->
                        entry.method() == HttpMethod.POST && entry.path().equals("/api" + action.pattern()))
                .map(RouteTable.Entry::access)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No route for " + action.pattern()));
    }

    /** An action, and who may call its route. */
    private record Offered(OrderAction action, Access access) {}

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
