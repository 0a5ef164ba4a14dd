package dev.guildhall.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatementCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What the platform itself goes by. */
@GuildhallTest
class SwitchTest {

    private static final String FLAGS = "/admin/feature-flags/";
    private static final Switch PART = Switch.RULE_SIMULATION;
    private static final Map<String, Object> AS_SEEDED = Map.of(
            "name", PART.flag(), "is_enabled", true, "rollout_percentage", 100, "scope", "global", "users", List.of());

    @Autowired
    private Api api;

    @Autowired
    private FeatureFlags flags;

    @Autowired
    private StatementCounter statements;

    private Person boss;
    private String flag;

    @BeforeEach
    void findTheFlag() {
        boss = api.admin();
        flag = FLAGS + seeded(PART).path("id").asLong() + "/";
    }

    @AfterEach
    void putItBack() {
        var body = new HashMap<>(AS_SEEDED);
        body.put("conditions", Map.of());
        if (boss.get(flag).status() == 200) {
            boss.patch(flag, body).expect(200);
        } else {
            boss.get(FLAGS)
                    .expect(200)
                    .valueStream()
                    .filter(it -> it.path("name").asString().equals(PART.flag()))
                    .forEach(it ->
                            boss.delete(FLAGS + it.path("id").asLong() + "/").expect(204));
            boss.post(FLAGS, body).expect(201);
        }
    }

    @Test
    void allAreSeededAsTheyAreByDefault() {
        for (var part : Switch.values()) {
            assertThat(seeded(part).path("is_enabled").asBoolean())
                    .as(part.flag())
                    .isEqualTo(part.isOnByDefault());
            assertThat(seeded(part).path("rollout_percentage").asInt()).isEqualTo(100);
            assertThat(Await.value(flags.isOn(part))).isEqualTo(part.isOnByDefault());
        }
    }

    @Test
    void oneWhoseFlagIsGoneOrCalledOtherwiseIsAsItIsByDefault() {
        boss.patch(flag, Map.of("is_enabled", false)).expect(200);
        assertThat(isOn()).isFalse();
        boss.patch(flag, Map.of("name", "once " + PART.flag())).expect(200);
        assertThat(isOn()).isTrue();
        boss.delete(flag).expect(204);
        assertThat(isOn()).isTrue();
        boss.post(FLAGS, Map.of("name", PART.flag())).expect(201);
        assertThat(isOn()).isFalse();
        for (var part : Switch.values()) {
            assertThat(part.isOn(null)).as(part.flag()).isEqualTo(part.isOnByDefault());
        }
    }

    @Test
    void countsForNobodyInParticular() {
        boss.patch(flag, Map.of("rollout_percentage", 1)).expect(200);
        assertThat(isOn()).isTrue();
        boss.patch(flag, Map.of("rollout_percentage", 0)).expect(200);
        assertThat(isOn()).isFalse();
        boss.patch(flag, Map.of("rollout_percentage", 100, "scope", "per_user", "users", List.of(boss.id())))
                .expect(200);
        assertThat(isOn()).isFalse();
        boss.patch(flag, Map.of("scope", "global", "conditions", Map.of("roles", List.of("admin"))))
                .expect(200);
        assertThat(isOn()).isFalse();
    }

    @Test
    void askingCostsNoStatement() {
        assertThat(isOn()).isTrue();

        assertThat(statements.during(
                        () -> Arrays.stream(Switch.values()).forEach(part -> Await.value(flags.isOn(part)))))
                .isEmpty();
    }

    @Test
    void operatorsReadOfEachWhatItIsByDefault() throws IOException {
        var page = Files.readString(Path.of("docs/operations.md"));
        for (var part : Switch.values()) {
            assertThat(page).contains("| `%s` | %s |".formatted(part.flag(), part.isOnByDefault() ? "on" : "off"));
        }
    }

    private boolean isOn() {
        return Await.value(flags.isOn(PART));
    }

    private JsonNode seeded(Switch part) {
        return boss.get(FLAGS)
                .expect(200)
                .valueStream()
                .filter(it -> it.path("name").asString().equals(part.flag()))
                .findFirst()
                .orElseThrow();
    }
}
