package dev.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** What no other test asks of the whole application; like every answer, these are held against the API's description. */
@GuildhallTest
class EveryAnswerTest {

    @Autowired
    private Api api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/django-admin/",
                "/healthz",
                "/api/health/",
                "/api/v1/health/",
                "/api/schema/",
                "/api/v1/schema/",
                "/api/docs/",
                "/api/docs/swagger-ui.css",
                "/api/docs/swagger-ui-bundle.js",
                "/api/docs/init.js",
                "/api/docs/favicon-32x32.png",
                "/api/v1/docs/",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/info"
            })
    void everybodyMaySee(String path) {
        expectOk(api.send(HttpMethod.GET, path, null, null));
    }

    @Test
    void aFileOpensByItsLink() {
        var client = api.client();
        var master = api.master();
        var order = client.files();
        master.takes(order);
        master.prices(order, 1000);
        var proven = client.act(order, "upload-payment-proof", Person.file("payment_proof", "proof.png"))
                .expect(200);

        var opened = api.send(HttpMethod.GET, proven.path("payment_proof_url").asString(), null, null);

        expectOk(opened);
        assertThat(opened.headers().getContentType()).hasToString("image/png");
    }

    @Test
    void adminsSeeHowTheInstallationStands() {
        var status = api.admin().get("/admin/system/status/").expect(200);

        assertThat(status.at("/database/connected").asBoolean()).isTrue();
        assertThat(status.at("/counts/users_total").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "migrate", "collectstatic", "clearsessions"})
    void adminsRunMaintenance(String action) {
        var result = api.admin()
                .post("/admin/system/run-action/", Map.of("action", action))
                .expect(200);

        assertThat(result.path("action").asString()).isEqualTo(action);
        assertThat(result.path("success").asBoolean()).isTrue();
        assertThat(result.path("stdout").asString()).isNotEmpty();
        assertThat(result.path("stderr").asString()).isEmpty();
    }

    @Test
    void adminsReadReplaceAndChangeARule() {
        var admin = api.admin();
        var rule = new LinkedHashMap<String, Object>(
                Map.of("name", "rule " + UUID.randomUUID(), "trigger_event_type", "test.never"));
        var path = "/admin/rules/"
                + admin.post("/admin/rules/", rule).expect(201).path("id").asLong() + "/";
        try {
            assertThat(admin.get(path).expect(200).path("name").asString()).isEqualTo(rule.get("name"));

            rule.put("condition_json", Map.of("field", "actor.role", "op", "==", "value", "client"));
            var replaced = admin.put(path, rule).expect(200);
            assertThat(replaced.at("/condition_json/value").asString()).isEqualTo("client");

            var changed = admin.patch(path, Map.of("is_active", false)).expect(200);
            assertThat(changed.path("is_active").asBoolean()).isFalse();
            assertThat(admin.get(path).expect(200)).isEqualTo(changed);
        } finally {
            admin.delete(path).expect(204);
        }
    }

    private static void expectOk(Answer answer) {
        assertThat(answer.status()).as(answer.request()).isEqualTo(200);
    }
}
