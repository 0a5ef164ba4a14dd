package dev.guildhall.appointment;

import dev.guildhall.shared.Timestamps;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rules may ask about an appointment and its two sides: docs/rules.md. */
public final class AppointmentFacts {

    private AppointmentFacts() {}

    /** The maps {@code appointment}, {@code client} and {@code master}; without a master its fields are null and false. */
    public static Map<String, @Nullable Object> of(Appointment order) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("appointment", appointment(order));
        facts.put("client", client(order.client()));
        facts.put("master", master(order.master()));
        return facts;
    }

    private static Map<String, @Nullable Object> appointment(Appointment order) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", order.id());
        facts.put("status", order.status().name());
        facts.put("total_price", order.payment().price());
        facts.put("client_id", order.client().id());
        facts.put(
                "assigned_master_id",
                order.master() == null ? null : order.master().id());
        facts.put("created_at", Timestamps.text(order.createdAt()));
        facts.put("platform_tags", order.tags());
        return facts;
    }

    private static Map<String, @Nullable Object> client(Appointment.Client client) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", client.id());
        facts.put("risk_level", client.riskLevel());
        facts.put("risk_score", client.riskScore());
        facts.put("is_banned", client.banned());
        return facts;
    }

    private static Map<String, @Nullable Object> master(Appointment.@Nullable Master master) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", master == null ? null : master.id());
        facts.put("master_score", master == null ? null : master.score());
        facts.put("is_master_active", master != null && master.active());
        return facts;
    }
}
