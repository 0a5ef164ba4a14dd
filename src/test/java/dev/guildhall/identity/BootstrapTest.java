package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.OwnDatabase;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.Together;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/** On a database of its own, because only an empty one can be set up. */
@GuildhallTest
@ContextConfiguration(initializers = OwnDatabase.class)
class BootstrapTest {

    @Autowired
    Api api;

    @Autowired
    DatabaseClient database;

    @BeforeEach
    void startEmpty() {
        database.sql("TRUNCATE account CASCADE").then().block();
    }

    @Test
    void theFirstToComeBecomesAdmin() {
        assertThat(status().path("requires_setup").asBoolean()).isTrue();
        var user = bootstrap("first", "long enough").expect(200).path("user");
        assertThat(user.path("role").asString()).isEqualTo("admin");
        assertThat(status().path("requires_setup").asBoolean()).isFalse();
        assertThat(status().path("admin_accounts_count").asInt()).isEqualTo(1);
        bootstrap("second", "long enough").expect(409);
        bootstrap("", "").expect(409);
    }

    @Test
    void isWrittenDownWithItsRequest() {
        var answer = bootstrap("first", "long enough");

        var row = new Person(api, 0, "first", answer.expect(200).path("access").asString())
                .get("/admin/audit/?request_id=" + answer.headers().getFirst("X-Request-Id"))
                .expect(200)
                .get(0);
        assertThat(row.path("action").asString()).isEqualTo("admin.created");
        assertThat(row.path("actor_kind").asString()).isEqualTo("user");
        assertThat(row.at("/after/username").asString()).isEqualTo("first");
    }

    @Test
    void refusesWhatIsNoAccountWithoutMakingOne() {
        assertThat(bootstrap("first", "seven77").expect(400).propertyNames()).containsExactly("password");
        assertThat(bootstrap(" ", "").expect(400).propertyNames()).containsExactlyInAnyOrder("username", "password");
        assertThat(status().path("requires_setup").asBoolean()).isTrue();
    }

    @Test
    void namesEveryFieldThatIsNonsense() {
        for (var nonsense :
                List.of("\"a\\u0000b\"", "\"\\ud800\"", "null", "true", "[]", "{}", "\"" + "x".repeat(20_000) + "\"")) {
            var body = "{\"username\": %1$s, \"password\": %1$s, \"first_name\": %1$s, \"last_name\": %1$s}"
                    .formatted(nonsense);
            assertThat(api.send(HttpMethod.POST, "/api/auth/bootstrap-admin/", null, body)
                            .expect(400)
                            .propertyNames())
                    .as(nonsense)
                    .containsExactlyInAnyOrder("username", "password", "first_name", "last_name");
        }
        assertThat(status().path("requires_setup").asBoolean()).isTrue();
    }

    @Test
    void refusesANameSomebodyHas() {
        database.sql("INSERT INTO account (username, role) VALUES ('taken', 'client')")
                .then()
                .block();
        assertThat(bootstrap("taken", "long enough").expect(400).propertyNames())
                .containsExactly("username");
        bootstrap("free", "long enough").expect(200);
    }

    @Test
    void ofSeveralAtOnceOneWins() {
        for (int round = 0; round < 5; round++) {
            startEmpty();
            assertThat(statuses(Together.times(8, number -> bootstrap("admin-" + number, "long enough"))))
                    .containsOnlyOnce(200)
                    .containsOnly(200, 409);
            assertThat(status().path("admin_accounts_count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void ofSeveralWithTheSameNameOneWins() {
        assertThat(statuses(Together.times(8, number -> bootstrap("same", "long enough"))))
                .containsOnlyOnce(200)
                .containsOnly(200, 409);
    }

    private static List<Integer> statuses(List<Answer> answers) {
        return answers.stream().map(Answer::status).toList();
    }

    private Answer bootstrap(String username, String password) {
        return api.send(
                HttpMethod.POST,
                "/api/auth/bootstrap-admin/",
                null,
                Map.of("username", username, "password", password));
    }

    private JsonNode status() {
        return api.send(HttpMethod.GET, "/api/auth/bootstrap-status/", null, null)
                .expect(200);
    }
}
