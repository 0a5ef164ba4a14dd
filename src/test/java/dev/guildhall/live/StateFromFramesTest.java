package dev.guildhall.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.OpenApiContract;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whatever is done: applying the frames to what the API said when the stream was ready gives what the API says afterwards. Every
 * command is tried, with everybody who has something to do with it looking on.
 */
@GuildhallTest
class StateFromFramesTest {

    @Autowired
    private Api api;

    @Autowired
    private ObjectProvider<LiveSource> sources;

    private final List<Runnable> tidyUps = new ArrayList<>();
    private Person client;
    private Person master;
    private Person bystander;
    private long order;

    @BeforeEach
    void somebodyFilesAnOrder() {
        client = api.client();
        master = api.master();
        bystander = api.master();
        order = client.files();
        rule("appointment.price_set", Map.of("type", "create_notification", "target", "client", "title", "Priced"));
        rule("appointment.price_set", Map.of("type", "assign_tag", "tag", "priced"));
    }

    @AfterEach
    void theRulesGo() {
        tidyUps.forEach(Runnable::run);
    }

    @Test
    void everyFrameTypeHasAReducerAndADescription() {
        var types = sources.stream().flatMap(source -> source.types().stream()).collect(Collectors.toSet());

        assertThat(ScreenState.known()).containsExactlyInAnyOrderElementsOf(types);
        assertThat(OpenApiContract.read().frameTypes()).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void afterEveryStepOfALife() {
        unchangedBy("a question", () -> bystander.says(order, "Which model?"));
        unchangedBy("an answer", () -> client.says(order, "The blue one"));
        unchangedBy("reading", () -> client.act(order, "read", Map.of("last_read_message_id", Long.MAX_VALUE))
                .expect(200));
        unchangedBy("taking", () -> master.takes(order));
        unchangedBy("pricing, with a tag and a notification", () -> master.prices(order, 2500));
        unchangedBy("reading a notification", () -> client.post("/notifications/mark-read/", Map.of("mark_all", true))
                .expect(200));
        unchangedBy("a proof and the mark", () -> client.pays(order));
        unchangedBy("confirming", () -> master.confirms(order));
        unchangedBy("starting", () -> master.starts(order));
        unchangedBy("a message", () -> master.says(order, "Working on it"));
        unchangedBy("completing", () -> master.completes(order));
        unchangedBy("a review", () -> client.act(order, "review-master", Map.of("rating", 4))
                .expect(201));
        unchangedBy("the other", () -> master.act(order, "review-client", Map.of("rating", 2))
                .expect(201));
    }

    @Test
    void afterWhatAdminsDo() {
        master.takes(order);
        var message = client.says(order, "oops").path("id").asLong();
        unchangedBy("another order", () -> client.files());
        unchangedBy("deleting a message", () -> client.delete("/messages/" + message + "/")
                .expect(204));
        unchangedBy("an override", () -> api.admin().setsStatus(order, "PAID"));
        unchangedBy("giving it to somebody else", () -> api.admin()
                .post("/admin/appointments/" + order + "/assign/", Map.of("master", bystander.id()))
                .expect(200));
        unchangedBy("declining", () -> {
            api.admin().setsStatus(order, "IN_REVIEW");
            bystander.act(order, "decline", null).expect(200);
        });
        unchangedBy("cancelling", () -> api.admin().setsStatus(order, "CANCELLED"));
        unchangedBy("offering it again", () -> api.admin().setsStatus(order, "NEW"));
        unchangedBy("settings", () -> api.admin()
                .patch("/admin/system/settings/", Map.of("instructions", "by noon " + UUID.randomUUID()))
                .expect(200));
        tidyUps.add(() -> api.admin().patch("/admin/system/settings/", Map.of("instructions", "")));
    }

    @Test
    void afterTheRiskOfAClientHasChanged() {
        var other = client.files();
        master.takes(order);
        master.takes(other);

        unchangedBy("another order's decline", () -> master.act(other, "decline", null)
                .expect(200));

        assertThat(master.sees(order).path("client_risk_score").asInt()).isPositive();
    }

    @Test
    void afterASuspendedMasterIsActiveAgain() {
        unchangedBy("nothing of theirs", () -> {
            api.admin().post("/admin/masters/" + bystander.id() + "/suspend/").expect(200);
            api.admin().post("/admin/masters/" + bystander.id() + "/activate/").expect(200);
        });
    }

    /** Everybody looks, something is done, and everybody has on their screens what the API says. */
    private void unchangedBy(String what, Runnable command) {
        var onlookers =
                List.of(client, master, bystander).stream().map(this::look).toList();
        try {
            command.run();
            onlookers.forEach(onlooker -> agrees(what, onlooker));
        } finally {
            onlookers.forEach(onlooker -> onlooker.watcher().close());
        }
    }

    private Onlooker look(Person person) {
        var watcher = api.watch(person, "/stream/?topics=" + topics(person), null);
        var page = watches(person) ? order : null;
        return new Onlooker(person, watcher, page, ScreenState.read(person, page));
    }

    /** A stream that ends takes the screen with it: whoever it belongs to reads anew, from where they were. */
    private void agrees(String what, Onlooker onlooker) {
        var person = onlooker.person();
        var watcher = onlooker.watcher();
        var screen = onlooker.screen();
        var applied = new ArrayList<Watcher.Frame>();
        await(what + " for " + person.username())
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    var frames = watcher.data();
                    frames.subList(applied.size(), frames.size()).forEach(screen::apply);
                    applied.clear();
                    applied.addAll(frames);
                    if (watcher.isEnded()) {
                        assertThat(watcher.await("bye").data().path("reason").asString())
                                .isIn("forbidden", "revoked");
                    } else {
                        assertThat(screen.everything())
                                .isEqualTo(ScreenState.read(person, onlooker.page())
                                        .everything());
                    }
                });
    }

    /** @param page the order whose page is open, if any */
    private record Onlooker(
            Person person, Watcher watcher, @Nullable Long page, ScreenState screen) {}

    private boolean watches(Person person) {
        return person.get("/appointments/" + order + "/").status() == 200;
    }

    private String topics(Person person) {
        var topics = new ArrayList<>(List.of("user"));
        if (watches(person)) {
            topics.add("appointment:" + order);
        }
        if (person != client) {
            topics.add("queue");
        }
        return String.join(",", topics);
    }

    private void rule(String trigger, Map<String, Object> action) {
        var rule = api.admin()
                .post(
                        "/admin/rules/",
                        Map.of(
                                "name",
                                "live " + UUID.randomUUID(),
                                "trigger_event_type",
                                trigger,
                                "condition_json",
                                Map.of("field", "client.id", "op", "==", "value", client.id()),
                                "action_json",
                                action))
                .expect(201)
                .path("id")
                .asLong();
        tidyUps.add(() -> api.admin().delete("/admin/rules/" + rule + "/").expect(204));
    }
}
