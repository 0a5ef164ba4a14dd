package dev.guildhall.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.live.Scenes.Cast;
import dev.guildhall.live.Scenes.Scene;
import dev.guildhall.shared.web.RouteTable;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.OpenApiContract;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is done: applying the frames to what the API said when the stream was ready gives what the API says afterwards. Every
 * command is tried, with everybody who has something to do with it looking on.
 */
@GuildhallTest
class StateFromFramesTest {

    private static final String PREFIX = "/api/v1";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Autowired
    private Api api;

    @Autowired
    private ObjectProvider<LiveSource> sources;

    private final List<Runnable> tidyUps = new ArrayList<>();
    private final List<JsonNode> reviews = new ArrayList<>();
    private Person client;
    private Person master;
    private Person bystander;
    private Person admin;
    private long order;

    @BeforeEach
    void somebodyFilesAnOrder() {
        client = api.client();
        master = api.master();
        bystander = api.master();
        admin = api.admin("operations");
        order = client.files();
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
    void everyCommandOfTheApiIsTried(@Autowired RouteTable routes) {
        var commands = routes.entries().stream()
                .filter(route -> !READING.contains(route.method()))
                .filter(route ->
                        route.path().startsWith(PREFIX + "/") || !route.path().startsWith("/api"))
                .map(route -> route.method() + " " + route.path().replace(PREFIX, ""))
                .toList();

        assertThat(Scenes.routes())
                .as("Scenes, which has to have one for every command")
                .containsExactlyInAnyOrderElementsOf(commands);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.guildhall.live.Scenes#all")
    void afterEveryCommand(Scene scene) {
        var cast = new Cast(api, client, master, bystander, admin, order);
        if (scene.route().endsWith("/settings")) {
            restoreSettings();
        }
        if (scene.route().endsWith("/register")) {
            tidyUps.add(() -> cast.letsPeopleRegister(false));
        }
        var target = scene.prepare().applyAsLong(cast);

        var changed = changedBy(scene.toString(), () -> {
            var answer = scene.command().apply(cast, target);
            assertThat(answer.request()).matches(scene.request());
            assertThat(answer.status())
                    .as(answer.request() + ": " + answer.body())
                    .isBetween(200, 204);
            if (answer.body().has("review_type")) {
                reviews.add(answer.body());
            }
        });

        assertThat(changed)
                .as("Whether anybody sees something else now, which %s", scene.silence())
                .isEqualTo(scene.silence().isEmpty());
    }

    @Test
    void afterEveryStepOfALife() {
        rule("appointment.price_set", Map.of("type", "create_notification", "target", "client", "title", "Priced"));
        rule("appointment.price_set", Map.of("type", "assign_tag", "tag", "priced"));
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
        unchangedBy("a review", () -> written(client.act(order, "review-master", Map.of("rating", 4))));
        unchangedBy("the other", () -> written(master.act(order, "review-client", Map.of("rating", 2))));
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

    private void unchangedBy(String what, Runnable command) {
        changedBy(what, command);
    }

    /**
     * Everybody looks, something is done, and everybody has on their screens what the API says.
     *
     * @return whether that is something else than before for anybody
     */
    private boolean changedBy(String what, Runnable command) {
        var onlookers = Stream.of(client, master, bystander, admin)
                .map(person -> new Onlooker(person, watches(person)))
                .toList();
        try {
            command.run();
            onlookers.forEach(onlooker -> await(what + " for " + onlooker.person.username())
                    .atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(onlooker::agrees));
            return onlookers.stream().anyMatch(onlooker -> onlooker.changed);
        } finally {
            onlookers.forEach(onlooker -> onlooker.watcher.close());
        }
    }

    /** Somebody with a stream and a screen. */
    private final class Onlooker {

        private final Person person;
        private final ScreenState screen;
        private final Map<String, Object> before;
        private Watcher watcher;
        private @Nullable Long page;
        private int applied;
        private boolean another;
        private boolean changed;

        private Onlooker(Person person, boolean watchesOrder) {
            this.person = person;
            this.page = watchesOrder ? order : null;
            this.watcher = api.watch(person, "/stream/?topics=" + topics(person), null);
            this.screen = ScreenState.read(person, page, reviews);
            this.before = screen.everything();
        }

        private void agrees() {
            applyNew();
            if (watcher.isEnded()) {
                applyNew();
                goOn();
                applyNew();
            }
            var fresh = ScreenState.read(person, page, reviews);
            if (another) {
                assertThat(screen.own()).isEqualTo(fresh.own());
            } else {
                assertThat(screen.everything()).isEqualTo(fresh.everything());
            }
            changed = !fresh.everything().equals(before);
        }

        private void applyNew() {
            var frames = watcher.data();
            for (var frame : frames.subList(applied, frames.size())) {
                screen.apply(frame);
                applied++;
            }
        }

        /**
         * The stream has ended; what it has not told is told by another one, from where it was. Who has become another by that has other
         * lists now and reads these anew, but is still told of themself.
         */
        private void goOn() {
            var reason = watcher.await("bye").data().path("reason").asString();
            assertThat(reason).isIn("forbidden", "revoked");
            if (reason.equals("forbidden")) {
                page = null;
                screen.closePage();
            } else {
                another = true;
            }
            watcher = api.watch(person, "/stream/?topics=" + (another ? "user" : topics(person)), watcher.cursor());
            applied = 0;
        }
    }

    private void written(Answer review) {
        reviews.add(review.expect(201));
    }

    private void restoreSettings() {
        var settings = api.admin().get("/admin/system/settings/").expect(200);
        tidyUps.add(() -> api.admin()
                .patch(
                        "/admin/system/settings/",
                        Map.of("instructions", settings.path("instructions").asString()))
                .expect(200));
    }

    private boolean watches(Person person) {
        return person.get("/appointments/" + order + "/").status() == 200;
    }

    private String topics(Person person) {
        var topics = new ArrayList<>(List.of("user"));
        if (watches(person)) {
            topics.add("appointment:" + order);
        }
        var user = person.me();
        if (user.path("is_master_active").asBoolean()) {
            topics.add("queue");
        }
        if (user.path("role").asString().equals("admin")) {
            topics.add("events");
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
