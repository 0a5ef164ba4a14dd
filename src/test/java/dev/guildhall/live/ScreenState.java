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

    /** How many events the API lists. */
    private static final int EVENTS = 200;

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
    private final Map<Long, JsonNode> flags = new TreeMap<>();
    private JsonNode ownFlags = JSON.missingNode();
    private final Map<Long, JsonNode> reviews = new TreeMap<>();
    private final TreeMap<Long, JsonNode> events = new TreeMap<>();
    private long unread;

    private ScreenState(Person reader, @Nullable Long order) {
        this.reader = reader;
        this.order = order;
    }

    /**
     * As the API has it now.
     *
     * @param order whose page is open, if any is
     * @param written reviews: there is no route that shows them, so what their authors were answered has to do
     */
    static ScreenState read(Person reader, @Nullable Long order, List<JsonNode> written) {
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
        if (state.may("events.read")) {
            keep(reader.get("/events/").expect(200), state.events);
        }
        state.readFlags();
        keep(reader.get("/notifications/").expect(200), state.notifications);
        state.unread = reader.get("/notifications/unread-count/")
                .expect(200)
                .path("unread_count")
                .asLong();
        if (order != null && reader.get("/appointments/" + order + "/").status() == 200) {
            state.detail = reader.sees(order);
            if (!role.equals("admin") || state.may("chat.read")) {
                keep(reader.get("/appointments/" + order + "/messages/").expect(200), state.messages);
            }
            keep(reader.timeline(order), state.timeline);
            written.stream()
                    .filter(review -> !role.equals("client")
                            || !review.path("review_type").asString().equals("client_review"))
                    .forEach(review -> put(state.reviews, review));
        }
        return state;
    }

    private void readFlags() {
        ownFlags = reader.get("/flags/").expect(200);
        if (may("flags.read")) {
            flags.clear();
            keep(reader.get("/admin/feature-flags/").expect(200), flags);
        }
    }

    private boolean may(String permission) {
        return me.at("/user/permissions").valueStream().anyMatch(it -> it.asString()
                .equals(permission));
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

    /** The order is not the reader's to see any more: its page is closed. */
    void closePage() {
        detail = null;
        messages.clear();
        timeline.clear();
        reviews.clear();
    }

    /** Everything, to be compared. */
    Map<String, Object> everything() {
        var all = own();
        all.put("detail", detail == null ? "none" : detail.deepCopy());
        all.put("orders", new TreeMap<>(orders));
        all.put("queue", new TreeMap<>(queue));
        all.put("messages", new TreeMap<>(messages));
        all.put("timeline", new TreeMap<>(timeline));
        all.put("reviews", new TreeMap<>(reviews));
        all.put("flags", new TreeMap<>(flags));
        all.put("ownFlags", ownFlags);
        all.put("events", latestEvents());
        return all;
    }

    /** What is the reader's own, whatever they may see besides. */
    Map<String, Object> own() {
        Map<String, Object> own = new HashMap<>();
        own.put("me", me);
        own.put("notifications", new TreeMap<>(notifications));
        own.put("unread", unread);
        return own;
    }

    private List<JsonNode> latestEvents() {
        return events.descendingMap().values().stream().limit(EVENTS).toList();
    }

    private static Map<String, BiConsumer<ScreenState, Frame>> reducers() {
        return Map.ofEntries(
                Map.entry("message.created", (state, frame) -> state.written(frame.payload())),
                Map.entry("message.deleted", (state, frame) -> put(state.messages, frame.payload())),
                Map.entry("read.updated", (state, frame) -> state.read(frame.payload())),
                Map.entry("typing", (state, frame) -> {}),
                Map.entry("appointment.updated", (state, frame) -> state.appointment(frame.payload())),
                Map.entry("timeline.added", (state, frame) -> put(state.timeline, frame.payload())),
                Map.entry("review.created", (state, frame) -> put(state.reviews, frame.payload())),
                Map.entry("notification.created", (state, frame) -> state.notified(frame.payload())),
                Map.entry("notification.read", (state, frame) -> state.markedRead(frame.payload())),
                Map.entry("me.updated", (state, frame) -> state.me(frame.payload())),
                Map.entry("flags.changed", (state, frame) -> state.readFlags()),
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
        if (order != null && id == order && detail != null && !gone) {
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
