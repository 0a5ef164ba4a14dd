package dev.guildhall.rules;

import dev.guildhall.event.RecordedEvent;
import tools.jackson.databind.JsonNode;

/** What rules leave alone for a while, and act on so often and no more: the order an event is about, or else what it happened to. */
record Subject(String type, String id) {

    private static final String ORDER = "Appointment";

    static Subject of(RecordedEvent event) {
        return of(
                event.facts(),
                event.event().entityType(),
                String.valueOf(event.event().entityId()));
    }

    static Subject of(JsonNode facts, String entityType, String entityId) {
        var order = facts.path("appointment").path("id");
        return order.isIntegralNumber() ? new Subject(ORDER, order.asString()) : new Subject(entityType, entityId);
    }
}
