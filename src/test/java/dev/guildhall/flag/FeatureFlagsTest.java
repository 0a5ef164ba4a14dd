package dev.guildhall.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.Role;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatementCounter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@GuildhallTest
class FeatureFlagsTest {

    private static final String FLAGS = "/admin/feature-flags/";

    @Autowired
    private Api api;

    @Autowired
    private FeatureFlags flags;

    @Autowired
    private StatementCounter statements;

    private Person boss;
    private String name;

    @BeforeEach
    void meetTheBoss() {
        boss = api.admin();
        name = "flag-" + UUID.randomUUID();
    }

    private JsonNode made(Map<String, Object> fields) {
        var body = new HashMap<>(fields);
        body.putIfAbsent("name", name);
        return boss.post(FLAGS, body).expect(201);
    }

    private static String one(JsonNode flag) {
        return FLAGS + flag.path("id").asLong() + "/";
    }

    private boolean isOn() {
        return Boolean.TRUE.equals(flags.isOn(name, 42L, Role.CLIENT).block());
    }

    @Test
    void aNameIsEnough() {
        var flag = made(Map.of());

        assertThat(flag.path("is_enabled").asBoolean()).isFalse();
        assertThat(flag.path("rollout_percentage").asInt()).isZero();
        assertThat(flag.path("scope").asString()).isEqualTo("global");
        assertThat(flag.path("conditions").toString()).isEqualTo("{}");
        assertThat(flag.path("users").toString()).isEqualTo("[]");
        assertThat(boss.get(one(flag)).expect(200)).isEqualTo(flag);
    }

    @Test
    void listsUsersNewestFirstAndOnce() {
        var elder = api.client().id();
        var younger = api.client().id();

        var flag = made(Map.of("users", List.of(elder, younger, elder)));

        assertThat(flag.path("users").toString()).isEqualTo("[%d,%d]".formatted(younger, elder));
    }

    @Test
    void namesEveryProblemAtOnce() {
        made(Map.of());
        var wrong = new HashMap<String, Object>(Map.of(
                "name",
                name,
                "rollout_percentage",
                101,
                "scope",
                "everywhere",
                "is_enabled",
                "maybe",
                "users",
                List.of(999_999_999)));
        wrong.put("conditions", null);

        var problems = boss.post(FLAGS, wrong).expect(400);

        assertThat(problems.propertyNames())
                .containsExactlyInAnyOrder("name", "rollout_percentage", "scope", "is_enabled", "users", "conditions");
        problems.forEach(messages -> assertThat(messages.path(0).isString()).isTrue());
    }

    @Test
    void refusesWhatTheDatabaseCannotKeep() {
        var problems = boss.post(FLAGS, "{\"name\": \"" + name + "\", \"conditions\": {\"a\": [\"\\u0000\"]}}")
                .expect(400);

        assertThat(problems.propertyNames()).containsExactly("conditions");
    }

    @Test
    void changesOnlyWhatIsMentioned() {
        var user = api.client().id();
        var flag = made(Map.of(
                "rollout_percentage", 30, "scope", "per_role", "conditions", Map.of("a", 1), "users", List.of(user)));

        var changed = boss.patch(one(flag), Map.of("is_enabled", true)).expect(200);
        assertThat(changed.path("is_enabled").asBoolean()).isTrue();
        for (var kept : List.of("name", "rollout_percentage", "scope", "conditions", "users", "created_at")) {
            assertThat(changed.path(kept)).isEqualTo(flag.path(kept));
        }

        var emptied = boss.patch(one(flag), Map.of("users", List.of())).expect(200);
        assertThat(emptied.path("users")).isEmpty();
    }

    @Test
    void replacingNeedsTheNameAndKeepsTheRest() {
        var flag = made(Map.of("is_enabled", true, "rollout_percentage", 30));

        boss.put(one(flag), Map.of("is_enabled", false)).expect(400);
        var replaced = boss.put(one(flag), Map.of("name", name, "rollout_percentage", 40))
                .expect(200);

        assertThat(replaced.path("is_enabled").asBoolean()).isTrue();
        assertThat(replaced.path("rollout_percentage").asInt()).isEqualTo(40);
    }

    @Test
    void anUnknownFlagIsNotFoundWhateverTheBodySays() {
        var flag = made(Map.of());
        boss.delete(one(flag)).expect(204);

        assertThat(boss.delete(one(flag)).status()).isEqualTo(404);
        assertThat(boss.get(one(flag)).status()).isEqualTo(404);
        assertThat(boss.patch(one(flag), "{").status()).isEqualTo(404);
    }

    @Test
    void oneOfManyTakesANameAtTheSameTime() {
        var statuses = Flux.fromStream(IntStream.range(0, 6).boxed())
                .flatMap(
                        i -> Flux.defer(() -> Flux.just(
                                        boss.post(FLAGS, Map.of("name", name)).status()))
                                .subscribeOn(Schedulers.boundedElastic()),
                        6)
                .collectList()
                .block();

        assertThat(statuses).containsExactlyInAnyOrder(201, 400, 400, 400, 400, 400);
    }

    @Test
    void isForAdminsOnly() {
        var flag = made(Map.of());

        assertThat(api.client().get(FLAGS).status()).isEqualTo(403);
        assertThat(api.master().delete(one(flag)).status()).isEqualTo(403);
    }

    @Test
    void theAnswerFollowsEveryChange() {
        assertThat(isOn()).isFalse();
        var flag = made(Map.of("is_enabled", true, "rollout_percentage", 100));
        assertThat(isOn()).isTrue();

        boss.patch(one(flag), Map.of("conditions", Map.of("roles", List.of("master"))))
                .expect(200);
        assertThat(isOn()).isFalse();

        boss.patch(one(flag), Map.of("scope", "per_user", "rollout_percentage", 0, "users", List.of(boss.id())))
                .expect(200);
        assertThat(flags.isOn(name, boss.id(), null).block()).isTrue();

        boss.delete(one(flag)).expect(204);
        assertThat(flags.isOn(name, boss.id(), null).block()).isFalse();
    }

    @Test
    void askingCostsNoStatement() {
        made(Map.of("is_enabled", true, "rollout_percentage", 100));
        assertThat(isOn()).isTrue();

        assertThat(statements.during(this::isOn)).isEmpty();
    }

    @Test
    void listsByNameInOneStatement() {
        for (var suffix : List.of("c", "a", "b")) {
            made(Map.of("name", name + suffix));
        }

        var listed = boss.get(FLAGS).expect(200).valueStream().map(flag -> flag.path("name")
                .asString());

        assertThat(listed.filter(listedName -> listedName.startsWith(name)))
                .containsExactly(name + "a", name + "b", name + "c");
        assertThat(statements.during(() -> boss.get(FLAGS).expect(200))).hasSize(1);
    }

    @Test
    void tellsEverybodyWhatTheFlagsSayToThemAndWhy() {
        var listed = api.client();
        var other = api.client();
        var flag = made(Map.of("is_enabled", true, "scope", "per_user", "users", List.of(listed.id())));

        assertThat(evaluated(listed)).isEqualTo("true user");
        assertThat(evaluated(other)).isEqualTo("false rollout");

        boss.patch(one(flag), Map.of("scope", "global", "conditions", Map.of("roles", List.of("master"))))
                .expect(200);
        assertThat(evaluated(other)).isEqualTo("false role");

        boss.patch(one(flag), Map.of("rollout_percentage", 100)).expect(200);
        assertThat(evaluated(api.master())).isEqualTo("true rollout");

        boss.patch(one(flag), Map.of("is_enabled", false)).expect(200);
        assertThat(evaluated(listed)).isEqualTo("false disabled");

        boss.delete(one(flag)).expect(204);
        assertThat(evaluated(listed)).isEqualTo("");
    }

    @Test
    void evaluatesAllFlagsByNameWithoutAStatement() {
        made(Map.of("name", name + "b"));
        made(Map.of("name", name + "a"));
        var someone = api.client();
        someone.get("/flags/").expect(200);

        var counted = statements.during(() -> assertThat(
                        someone.get("/flags/").expect(200).valueStream().map(flag -> flag.path("name")
                                .asString()))
                .isSorted()
                .contains(name + "a", name + "b"));

        assertThat(counted).isEmpty();
        api.send(HttpMethod.GET, "/api/v1/flags/", null, null).expect(401);
    }

    @Test
    void raisingThePercentageOnlyAddsPeople() {
        var people = List.of(api.client(), api.client(), api.client(), api.client(), api.client());
        var flag = made(Map.of("is_enabled", true));
        var before = List.<Long>of();
        for (var percentage : List.of(20, 40, 60, 80, 100)) {
            boss.patch(one(flag), Map.of("rollout_percentage", percentage)).expect(200);
            var now = people.stream()
                    .filter(person -> evaluated(person).startsWith("true"))
                    .map(Person::id)
                    .toList();
            assertThat(now).containsAll(before);
            before = now;
        }
        assertThat(before).hasSameSizeAs(people);
    }

    @Test
    void everybodyWhoWatchesHearsOfAChangeAndIsThenToldOfIt() {
        var client = api.client();
        var master = api.master();
        var flag = made(Map.of("rollout_percentage", 100));
        try (var one = api.watch(client, "/stream/?topics=user", null);
                var other = api.watch(master, "/stream/?topics=user", null)) {
            boss.patch(one(flag), Map.of("is_enabled", true)).expect(200);

            one.await("flags.changed");
            assertThat(evaluated(client)).isEqualTo("true rollout");
            other.await("flags.changed");
            assertThat(evaluated(master)).isEqualTo("true rollout");
        }
    }

    /** What the flag of this test says, and why; empty when it is not there. */
    private String evaluated(Person person) {
        return person.get("/flags/")
                .expect(200)
                .valueStream()
                .filter(flag -> flag.path("name").asString().equals(name))
                .map(flag -> flag.path("enabled").asBoolean() + " "
                        + flag.path("reason").asString())
                .collect(Collectors.joining());
    }
}
