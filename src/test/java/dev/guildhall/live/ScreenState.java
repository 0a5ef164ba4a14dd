package dev.guildhall.live;

import dev.guildhall.testing.Person;
import dev.guildhall.testing.Watcher.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody has on their screen: what the API said when their stream was ready, and every frame applied since, as docs/live.md says
 * it is to be done.
 */
final class ScreenState {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Person reader;
    private final @Nullable Long order;
    private final Map<String, BiConsumer<ScreenState, Frame>> reducers = reducers();

    private JsonNode me = JSON.missingNode();
    private @Nullable JsonNode detail;
    private final Map<Long, JsonNode> orders = new TreeMap<>();
    private final Map<Long, JsonNode> queue = new TreeMap<>();
    private final Map<Long, JsonNode> messages = new TreeMap<>();
    private final Map<Long, JsonNode> timeline = new TreeMap<>();
    private final Map<Long, JsonNode> notifications = new TreeMap<>();
    private final Map<Long, JsonNode> events = new TreeMap<>();
    private long unread;

    private ScreenState(Person reader, @Nullable Long order) {
        this.reader = reader;
        this.order = order;
    }

    /** As the API has it now. */
    static ScreenState read(Person reader, @Nullable Long order) {
        var state = new ScreenState(reader, order);
        state.me = reader.get("/me/").expect(200);
        var role = state.me.at("/user/role").asString();
        if (role.equals("client")) {
            keep(reader.get("/appointments/my/").expect(200), state.orders);
        }
        if (role.equals("master")) {
            keep(reader.get("/appointments/active/").expect(200), state.orders);
            keep(reader.get("/appointments/new/").expect(200), state.queue);
        }
        if (role.equals("admin")) {
            keep(reader.get("/events/").expect(200), state.events);
        }
        keep(reader.get("/notifications/").expect(200), state.notifications);
        state.unread = reader.get("/notifications/unread-count/")
                .expect(200)
                .path("unread_count")
                .asLong();
        if (order != null && reader.get("/appointments/" + order + "/").status() == 200) {
            state.detail = reader.sees(order);
            keep(reader.get("/appointments/" + order + "/messages/").expect(200), state.messages);
            keep(reader.timeline(order), state.timeline);
        }
        return state;
    }

    /** The frame types this screen knows what to do with. */
    static Set<String> known() {
        return reducers().keySet();
    }

    void apply(Frame frame) {
        var reducer = reducers.get(frame.event());
        if (reducer == null) {
            throw new AssertionError("Nobody knows what to do with " + frame.event());
        }
        reducer.accept(this, frame);
    }

    /** Everything, to be compared. */
    Map<String, Object> everything() {
        Map<String, Object> all = new HashMap<>();
        all.put("me", me);
        all.put("detail", detail == null ? "none" : detail);
        all.put("orders", orders);
        all.put("queue", queue);
        all.put("messages", messages);
        all.put("timeline", timeline);
        all.put("notifications", notifications);
        all.put("unread", unread);
        return all;
    }

    Set<Long> eventIds() {
        return events.keySet();
    }

    private static Map<String, BiConsumer<ScreenState, Frame>> reducers() {
        return Map.ofEntries(
                Map.entry("message.created", (state, frame) -> state.written(frame.payload())),
                Map.entry("message.deleted", (state, frame) -> put(state.messages, frame.payload())),
                Map.entry("read.updated", (state, frame) -> state.read(frame.payload())),
                Map.entry("typing", (state, frame) -> {}),
                Map.entry("appointment.updated", (state, frame) -> state.appointment(frame.payload())),
                Map.entry("timeline.added", (state, frame) -> put(state.timeline, frame.payload())),
                Map.entry("review.created", (state, frame) -> {}),
                Map.entry("notification.created", (state, frame) -> state.notified(frame.payload())),
                Map.entry("notification.read", (state, frame) -> state.markedRead(frame.payload())),
                Map.entry("me.updated", (state, frame) -> state.me(frame.payload())),
                Map.entry("flags.changed", (state, frame) -> {}),
                Map.entry("queue.added", (state, frame) -> put(state.queue, frame.payload())),
                Map.entry("queue.removed", (state, frame) -> state.queue.remove(id(frame.payload()))),
                Map.entry("event.recorded", (state, frame) -> put(state.events, frame.payload())));
    }

    /** The two sides are told what they have not read on their own topics; whoever else looks on counts. */
    private void written(JsonNode message) {
        put(messages, message);
        var others = message.isObject() && message.path("sender").asLong() != reader.id();
        if (others && detail instanceof ObjectNode order && !isSide(order)) {
            order.put("unread_count", order.path("unread_count").asInt() + 1);
        }
    }

    private boolean isSide(JsonNode order) {
        return order.path("client").asLong() == reader.id()
                || order.path("assigned_master").asLong() == reader.id();
    }

    /** A client's risk stands in each of their orders. */
    private void me(JsonNode updated) {
        me = updated;
        var stats = me.at("/user/client_stats");
        if (me.at("/user/role").asString().equals("client") && stats.isObject()) {
            orders.replaceAll((id, own) -> withRisk(own, stats));
            detail = detail == null ? null : withRisk(detail, stats);
        }
    }

    private static JsonNode withRisk(JsonNode own, JsonNode stats) {
        var order = ((ObjectNode) own).deepCopy();
        order.set("client_risk_score", stats.path("risk_score"));
        order.set("client_risk_level", stats.path("risk_level"));
        return order;
    }

    private void read(JsonNode mark) {
        if (detail instanceof ObjectNode order && mark.path("unread_count").isNumber()) {
            order.set("unread_count", mark.path("unread_count"));
        }
    }

    private void appointment(JsonNode appointment) {
        var id = id(appointment);
        var gone = appointment.path("removed").asBoolean(false);
        var role = me.at("/user/role").asString();
        if (gone || role.equals("master") && !isWorkedOn(appointment)) {
            orders.remove(id);
        } else if (!role.equals("admin")) {
            orders.put(id, appointment);
        }
        if (order != null && id == order && !gone) {
            detail = appointment;
        }
    }

    private boolean isWorkedOn(JsonNode appointment) {
        return appointment.path("assigned_master").asLong() == reader.id()
                && List.of("IN_REVIEW", "AWAITING_PAYMENT", "PAYMENT_PROOF_UPLOADED", "PAID", "IN_PROGRESS")
                        .contains(appointment.path("status").asString());
    }

    private void notified(JsonNode created) {
        var notification = ((ObjectNode) created).deepCopy();
        unread = notification.remove("unread_count").asLong();
        put(notifications, notification);
    }

    private void markedRead(JsonNode read) {
        unread = read.path("unread_count").asLong();
        notifications.replaceAll((id, notification) -> {
            var meant = read.path("all").asBoolean()
                    || read.path("ids").valueStream().anyMatch(it -> it.asLong() == id);
            return meant && !notification.path("is_read").asBoolean()
                    ? ((ObjectNode) notification)
                            .deepCopy()
                            .put("is_read", true)
                            .put("read_at", read.path("read_at").asString())
                    : notification;
        });
    }

    private static void keep(JsonNode list, Map<Long, JsonNode> into) {
        list.forEach(item -> put(into, item));
    }

    /** What is not shown changes nothing. */
    private static void put(Map<Long, JsonNode> into, JsonNode item) {
        if (item.isObject()) {
            into.put(id(item), item);
        }
    }

    private static long id(JsonNode item) {
        return item.path("id").asLong();
    }
}
