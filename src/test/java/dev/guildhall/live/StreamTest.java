package dev.guildhall.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Watcher.Frame;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What comes through a stream, in what order, and where it goes on. */
@GuildhallTest
class StreamTest extends TakenOrder {

    @Test
    void beginsWithWhereItStands() {
        try (var watcher = api.watch(client, "/stream/?topics=user,appointment:" + order, null)) {
            var ready = watcher.frames().get(0);

            assertThat(ready.event()).isEqualTo("ready");
            assertThat(ready.id()).isNotEmpty();
            assertThat(ready.data().at("/topics/appointment:" + order + "/head").asLong())
                    .isPositive();
            assertThat(ready.data().path("topics").propertyNames())
                    .containsExactlyInAnyOrder("user:" + client.id(), "everyone", "appointment:" + order);
        }
    }

    @Test
    void showsAMessageAsTheApiDoes() {
        try (var watcher = api.watch(master, "/appointments/" + order + "/messages/stream/", null)) {
            var sent = client.says(order, "Hello\nthere");

            var frame = watcher.await("message.created");
            assertThat(frame.payload()).isEqualTo(sent);
            assertThat(frame.topic()).isEqualTo("appointment:" + order);
        }
    }

    @Test
    void numbersTheFramesOfATopicWithoutGaps() {
        try (var watcher = api.watch(master, "/stream/?topics=appointment:" + order, null)) {
            var head = watcher.frames()
                    .get(0)
                    .data()
                    .at("/topics/appointment:" + order + "/head")
                    .asLong();
            for (int line = 0; line < 10; line++) {
                client.says(order, "line " + line);
            }
            master.prices(order, 1000);

            watcher.await("message.created", 10);
            watcher.await(frame -> frame.payload().path("to_status").asString().equals("AWAITING_PAYMENT"));
            var seqs = watcher.data().stream().map(Frame::seq).toList();
            for (int i = 0; i < seqs.size(); i++) {
                assertThat(seqs.get(i)).isEqualTo(head + 1 + i);
            }
        }
    }

    @Test
    void goesOnWhereItWasLeft() {
        String cursor;
        try (var watcher = api.watch(client, "/stream/?topics=user,appointment:" + order, null)) {
            master.says(order, "one");
            watcher.await("message.created");
            cursor = watcher.cursor();
        }
        master.says(order, "two");
        master.says(order, "three");

        for (var name : List.of("last_event_id", "lastEventId")) {
            var query = "&" + name + "=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
            try (var watcher = api.watch(client, "/stream/?topics=user,appointment:" + order + query, null)) {
                watcher.await("message.created", 2);
            }
        }
        try (var watcher = api.watch(client, "/stream/?topics=user,appointment:" + order, cursor)) {
            watcher.await("message.created", 2);
            master.says(order, "four");
            watcher.await("message.created", 3);
            assertThat(watcher.data("message.created"))
                    .extracting(frame -> frame.payload().path("text").asString())
                    .containsExactly("two", "three", "four");
        }
    }

    @Test
    void tellsEverybodyWhatConcernsThem() {
        try (var clients = api.watch(client, "/stream/", null);
                var masters = api.watch(master, "/stream/", null)) {
            client.says(order, "Hello");
            assertThat(masters.await("appointment.updated")
                            .payload()
                            .path("unread_count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(clients.data("appointment.updated")).isEmpty();

            master.prices(order, 2500);
            assertThat(clients.await("appointment.updated").payload()).isEqualTo(client.sees(order));
            masters.await("me.updated");
        }
    }

    @Test
    void bringsNotificationsWithTheirNumber() {
        var rule = api.admin()
                .post(
                        "/admin/rules/",
                        Map.of(
                                "name",
                                "tells " + UUID.randomUUID(),
                                "trigger_event_type",
                                "appointment.price_set",
                                "condition_json",
                                Map.of("field", "client.id", "op", "==", "value", client.id()),
                                "action_json",
                                Map.of("type", "create_notification", "target", "client", "title", "Priced")))
                .expect(201);
        try (var watcher = api.watch(client, "/notifications/stream/", null)) {
            master.prices(order, 1000);

            var created = watcher.await("notification.created");
            assertThat(created.payload().path("title").asString()).isEqualTo("Priced");
            assertThat(created.payload().path("unread_count").asInt()).isEqualTo(1);

            client.post("/notifications/mark-read/", Map.of("mark_all", true)).expect(200);
            assertThat(watcher.await("notification.read")
                            .payload()
                            .path("unread_count")
                            .asInt())
                    .isZero();
        } finally {
            api.admin().delete("/admin/rules/" + rule.path("id").asLong() + "/").expect(204);
        }
    }

    @Test
    void showsTheQueueToActiveMasters() {
        var other = api.master();
        try (var watcher = api.watch(other, "/stream/?topics=queue", null)) {
            var filed = client.files();
            var added = watcher.await(frame -> frame.payload().path("id").asLong() == filed);
            assertThat(added.event()).isEqualTo("queue.added");
            assertThat(other.get("/appointments/new/").expect(200).valueStream())
                    .contains(added.payload());

            master.takes(filed);
            watcher.await(frame -> frame.event().equals("queue.removed")
                    && frame.payload().path("id").asLong() == filed);
        }
    }

    @Test
    void showsEventsToAdmins() {
        var onlyMessages = "/stream/?topics=events&event_type=chat.message_sent&entity_type=Message";
        try (var watcher = api.watch(api.admin(), onlyMessages, null);
                var nothing = api.watch(
                        api.admin(),
                        "/stream/?topics=events&event_type=chat.message_sent&entity_type=Appointment",
                        null)) {
            client.files();
            var message = client.says(order, "Hello").path("id").asString();

            var recorded = watcher.await(
                    frame -> frame.payload().path("entity_id").asString().equals(message));
            assertThat(recorded.event()).isEqualTo("event.recorded");
            var listed = api.admin()
                    .get("/events/?event_type=chat.message_sent&entity_id=" + message)
                    .expect(200);
            assertThat(recorded.payload()).isEqualTo(listed.get(0));
            assertThat(watcher.data())
                    .allMatch(frame ->
                            frame.payload().path("event_type").asString().equals("chat.message_sent"));
            assertThat(nothing.data()).isEmpty();
        }
    }
}
