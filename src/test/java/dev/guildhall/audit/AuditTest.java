package dev.guildhall.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.database.Transactions;
import dev.guildhall.shared.Origin;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What admins and operators do is written down, and who may read it. */
@GuildhallTest
class AuditTest {

    @Autowired
    private Api api;

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Transactions transactions;

    @Autowired
    private TestClock clock;

    @Test
    void saysWhoDidWhatToWhomAndWhy() {
        var support = api.admin("support");
        var client = api.client();

        var answer = support.post("/admin/users/" + client.id() + "/ban/", Map.of("reason", "spam"));

        var row = only(answer);
        assertThat(row.path("actor_id").asLong()).isEqualTo(support.id());
        assertThat(row.path("actor_name").asString()).isEqualTo(support.username());
        assertThat(row.path("actor_kind").asString()).isEqualTo("admin");
        assertThat(row.path("admin_role").asString()).isEqualTo("support");
        assertThat(row.path("action").asString()).isEqualTo("user.banned");
        assertThat(row.path("entity_type").asString()).isEqualTo("Account");
        assertThat(row.path("entity_id").asString()).isEqualTo(String.valueOf(client.id()));
        assertThat(row.at("/before/is_banned").asBoolean()).isFalse();
        assertThat(row.at("/after/is_banned").asBoolean()).isTrue();
        assertThat(row.path("reason").asString()).isEqualTo("spam");
    }

    @Test
    void saysHowThingsStoodBeforeAndAfter() {
        var admin = api.admin();
        var someone = api.client();
        var promoted = only(admin.post("/admin/users/" + someone.id() + "/role/", Map.of("role", "master")));
        assertThat(promoted.at("/before/role").asString()).isEqualTo("client");
        assertThat(promoted.at("/after/role").asString()).isEqualTo("master");

        var activated = only(admin.post("/admin/masters/" + someone.id() + "/activate/"));
        assertThat(activated.at("/before/is_master_active").asBoolean()).isFalse();
        assertThat(activated.at("/after/is_master_active").asBoolean()).isTrue();

        var order = api.client().files();
        var overridden = only(
                admin.post("/admin/appointments/" + order + "/set-status/", Map.of("status", "PAID", "note", "cash")));
        assertThat(overridden.at("/before/status").asString()).isEqualTo("NEW");
        assertThat(overridden.at("/after/status").asString()).isEqualTo("PAID");
        assertThat(overridden.path("reason").asString()).isEqualTo("cash");
    }

    @Test
    void saysWhichScoreAnOverrideReplaced() {
        var admin = api.admin();
        var master = api.master();
        var path = "/admin/masters/" + master.id() + "/score/override/";
        var usual = admin.get("/admin/masters/" + master.id() + "/score/")
                .expect(200)
                .path("score");
        var until = clock.instant().plus(Duration.ofDays(1)).toString();

        var set = only(admin.post(path, Map.of("score", 5, "reason", "Complaints", "expires_at", until)));
        assertThat(set.path("action").asString()).isEqualTo("score.overridden");
        assertThat(set.at("/before/score")).isEqualTo(usual);
        assertThat(set.at("/before/override").isNull()).isTrue();
        assertThat(set.at("/after/score").asInt()).isEqualTo(5);
        assertThat(set.at("/after/override/until").asString()).isEqualTo(until);

        var replaced = only(admin.post(path, Map.of("score", 7, "reason", "More of them", "expires_at", until)));
        assertThat(replaced.path("before")).isEqualTo(set.path("after"));
        assertThat(replaced.path("reason").asString()).isEqualTo("More of them");

        var lifted = only(admin.delete(path));
        assertThat(lifted.path("action").asString()).isEqualTo("score.override_lifted");
        assertThat(lifted.path("before")).isEqualTo(replaced.path("after"));
        assertThat(lifted.at("/after/override").isNull()).isTrue();
        assertThat(lifted.at("/after/score"))
                .isEqualTo(admin.get("/admin/masters/" + master.id() + "/score/")
                        .expect(200)
                        .path("score"));
    }

    @Test
    void whatAdminsDoBesideTheirOwnRoutesIsWrittenDownAsWell() {
        var client = api.client();
        var master = api.master();
        var order = client.files();
        master.takes(order);
        master.prices(order, 1000);
        client.pays(order);

        assertThat(only(api.admin("finance").act(order, "confirm-payment", null))
                        .path("action")
                        .asString())
                .isEqualTo("payment.confirmed");
        var support = api.admin("support");
        assertThat(only(support.act(order, "messages", Map.of("text", "Hello")))
                        .path("action")
                        .asString())
                .isEqualTo("message.sent");
        var message = client.says(order, "rude").path("id").asLong();
        assertThat(only(support.delete("/messages/" + message + "/"))
                        .path("action")
                        .asString())
                .isEqualTo("message.deleted");
    }

    @Test
    void whatOthersDoIsNot() {
        var client = api.client();
        var master = api.master();
        var order = client.files();

        assertThat(rows(master.act(order, "take", null))).isEmpty();
        assertThat(rows(client.act(order, "messages", Map.of("text", "Hello")))).isEmpty();
    }

    @Test
    void whatFailsLeavesNoRow() {
        var admin = api.admin();

        assertThat(rows(admin.post("/admin/users/999999999999/ban/"))).isEmpty();
        assertThat(rows(admin.post("/admin/users/" + admin.id() + "/role/", Map.of("role", "client"))))
                .isEmpty();
        assertThat(rows(api.client().post("/admin/users/" + admin.id() + "/ban/")))
                .isEmpty();
    }

    @Test
    void whatIsSentAgainIsWrittenDownOnce() {
        var client = api.client();
        var ban = "/admin/users/" + client.id() + "/ban/";
        var nobody = "/admin/users/999999999999/ban/";
        var key = UUID.randomUUID().toString();

        assertThat(only(post(ban, key)).path("action").asString()).isEqualTo("user.banned");
        var again = post(ban, key);
        assertThat(again.status()).isEqualTo(200);
        assertThat(rows(again)).isEmpty();
        for (var time = 0; time < 2; time++) {
            var refused = post(nobody, key);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(rows(refused)).isEmpty();
        }
    }

    @Test
    void whatIsOnlyTriedOutIsNotWrittenDown() {
        var admin = api.admin();
        var path = "/admin/appointments/" + api.client().files() + "/set-status/";

        assertThat(rows(admin.post(path + "?dry_run=true", Map.of("status", "PAID"))))
                .isEmpty();
        assertThat(rows(admin.post(path, Map.of("status", "PAID")))).hasSize(1);
    }

    @Test
    void anyRequestMaySayWhy() {
        var client = api.client();
        var requestId = UUID.randomUUID().toString();

        web.post()
                .uri("/api/v1/admin/users/" + client.id() + "/unban/")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + api.admin().token())
                .header("X-Request-Id", requestId)
                .header("X-Reason", "%D0%BE%D1%88%D0%B8%D0%B1%D0%BA%D0%B0 100%25")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(rows(requestId).get(0).path("reason").asString()).isEqualTo("ошибка 100%");
    }

    /** Also what nobody has found words for; but not what has only been looked at. */
    @Test
    void nothingAnAdminChangesGoesByUnseen() {
        var client = api.client();
        var origin = new Origin(
                null,
                "somebody",
                "POST /admin/new/things",
                "7",
                UUID.randomUUID().toString(),
                "",
                true);

        Mono<?> look = transactions.run(database.sql("SELECT 1").then());
        look.contextWrite(context -> context.put(Origin.class, origin)).block();
        assertThat(rows(origin.requestId())).isEmpty();

        Mono<?> change = transactions.run(database.sql("UPDATE account SET first_name = 'A' WHERE id = " + client.id())
                .then());
        change.contextWrite(context -> context.put(Origin.class, origin)).block();
        var row = rows(origin.requestId()).get(0);
        assertThat(row.path("action").asString()).isEqualTo("POST /admin/new/things");
        assertThat(row.path("entity_id").asString()).isEqualTo("7");
        assertThat(row.path("actor_kind").asString()).isEqualTo("operator");
    }

    @Test
    void isFoundByActorActionEntityAndDay() {
        var support = api.admin("support");
        var client = api.client();
        support.post("/admin/users/" + client.id() + "/ban/").expect(200);
        support.post("/admin/users/" + client.id() + "/unban/").expect(200);

        assertThat(find("actor=" + support.id())).containsExactly("user.unbanned", "user.banned");
        assertThat(find("actor=" + support.username())).containsExactly("user.unbanned", "user.banned");
        assertThat(find("actor=" + support.id() + "&action=user.banned")).containsExactly("user.banned");
        assertThat(find("actor=" + support.id() + "&limit=1")).containsExactly("user.unbanned");
        assertThat(find("entity=Account:" + client.id())).containsExactly("user.unbanned", "user.banned");
        assertThat(find("entity=Rule&actor=" + support.id())).isEmpty();
        assertThat(find("actor=" + support.id() + "&to=2020-01-01")).isEmpty();
        assertThat(find("actor=" + support.id() + "&from=2020-01-01")).hasSize(2);
        var newest = api.admin()
                .get("/admin/audit/?actor=" + support.id())
                .expect(200)
                .get(0)
                .path("id")
                .asLong();
        assertThat(find("actor=" + support.id() + "&before_id=" + newest)).containsExactly("user.banned");
        assertThat(api.admin().get("/admin/audit/?from=x&limit=y").expect(400).propertyNames())
                .containsExactlyInAnyOrder("from", "limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operations", "finance", "support", "analyst"})
    void isForAuditorsOnly(String adminRole) {
        var admin = api.admin(adminRole);

        admin.get("/admin/audit/").expect(403);
        admin.get("/admin/appointments/1/deleted-messages/").expect(403);
    }

    @Test
    void whatDeletedMessagesSaidIsForAuditorsOnly() {
        var client = api.client();
        var order = client.files();
        var secret = "secret " + UUID.randomUUID();
        var message = client.says(order, secret).path("id").asLong();
        client.delete("/messages/" + message + "/").expect(204);

        var path = "/admin/appointments/" + order + "/deleted-messages/";
        var deleted = api.admin().get(path).expect(200);
        assertThat(deleted).hasSize(1);
        assertThat(deleted.get(0).path("text").asString()).isEqualTo(secret);
        assertThat(deleted.get(0).path("deleted_by").asLong()).isEqualTo(client.id());
        for (Person person : List.of(api.admin(), api.admin("support"), client)) {
            assertThat(person.get("/appointments/" + order + "/messages/")
                            .expect(200)
                            .toString())
                    .doesNotContain(secret);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET reason = 'x' WHERE id = 0",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry CASCADE",
                "UPDATE audit_seal SET seq = seq + 1",
                "DELETE FROM audit_seal",
                "TRUNCATE audit_seal"
            })
    void rowsAreNeitherChangedNorDeleted(String sql) {
        assertThatThrownBy(() -> database.sql(sql).then().block()).hasStackTraceContaining("append-only");
    }

    @Test
    void everythingIsSealedWithinMoments() {
        var answer = api.admin().post("/admin/users/" + api.client().id() + "/ban/");

        await().untilAsserted(() ->
                assertThat(only(answer).at("/seal/hash").asString()).hasSize(64));
    }

    private Answer post(String path, String key) {
        return api.send(
                HttpMethod.POST,
                "/api/v1" + path,
                api.admin().token(),
                Map.of("reason", "spam"),
                Map.of("Idempotency-Key", key));
    }

    private List<String> find(String query) {
        return api.admin()
                .get("/admin/audit/?" + query)
                .expect(200)
                .valueStream()
                .map(row -> row.path("action").asString())
                .toList();
    }

    private JsonNode only(Answer answer) {
        assertThat(answer.status()).as(answer.request() + answer.body()).isBetween(200, 204);
        var rows = rows(answer);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<JsonNode> rows(Answer answer) {
        return rows(String.valueOf(answer.headers().getFirst("X-Request-Id")));
    }

    private List<JsonNode> rows(String requestId) {
        return api.admin()
                .get("/admin/audit/?request_id=" + requestId)
                .expect(200)
                .valueStream()
                .toList();
    }
}
