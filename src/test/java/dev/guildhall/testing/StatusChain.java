package dev.guildhall.testing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;

/** The statuses an order has been through, as its timeline tells. */
public final class StatusChain {

    private StatusChain() {}

    /**
     * All of them from NEW to the present one, one entry for each row of the timeline. Fails if the chain is broken: a row that does
     * not begin where the row before it ended, or an order that is not where its last row says, or events that tell another story.
     */
    public static List<String> of(long order, DatabaseClient database) {
        var steps = steps(database.sql("""
                        SELECT from_status, to_status FROM timeline_entry
                         WHERE appointment_id = :order AND event_type = 'status_changed' ORDER BY id""").bind("order", order));
        var events = steps(database.sql("""
                        SELECT payload ->> 'from_status', payload ->> 'to_status' FROM platform_event
                         WHERE entity_type = 'Appointment' AND entity_id = :order AND event_type = 'appointment.status_changed'
                         ORDER BY id""").bind("order", String.valueOf(order)));
        var present = Await.value(database.sql("SELECT status FROM appointment WHERE id = :order")
                .bind("order", order)
                .mapValue(String.class)
                .one());
        var chain = new ArrayList<>(List.of("NEW"));
        for (var step : steps) {
            if (!step.from.equals(last(chain))) {
                throw new AssertionError("The timeline of order " + order + " is no chain: " + steps);
            }
            chain.add(step.to);
        }
        if (!present.equals(last(chain)) || !events.equals(steps)) {
            throw new AssertionError("Order " + order + " is " + present + ", its timeline says " + steps
                    + " and its events say " + events);
        }
        return chain;
    }

    private static List<Step> steps(DatabaseClient.GenericExecuteSpec query) {
        return Await.all(query.map(row -> new Step(row.get(0, String.class), row.get(1, String.class)))
                .all());
    }

    private static String last(List<String> chain) {
        return chain.get(chain.size() - 1);
    }

    private record Step(String from, String to) {}
}
