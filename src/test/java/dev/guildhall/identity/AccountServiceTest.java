package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.Together;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

@GuildhallTest
class AccountServiceTest {

    @Autowired
    Api api;

    @Autowired
    DatabaseClient database;

    @Test
    void ofTwoAdminsWhoDemoteEachOtherOneStays() {
        var one = api.client();
        var two = api.client();
        for (int round = 0; round < 10; round++) {
            changeRole(api.admin(), one, "admin").expect(200);
            changeRole(api.admin(), two, "admin").expect(200);
            var answers = Together.all(
                    List.of(() -> changeRole(one, two, "client").status(), () -> changeRole(two, one, "client")
                            .status()));
            assertThat(answers).containsExactlyInAnyOrder(200, 403);
            assertThat(List.of(role(one), role(two))).containsExactlyInAnyOrder("admin", "client");
        }
    }

    @Test
    void nobodyTakesTheAdminRoleFromThemselves() {
        var someone = api.client();
        changeRole(api.admin(), someone, "admin").expect(200);
        assertThat(changeRole(someone, someone, "client").expect(400).has("detail"))
                .isTrue();
        changeRole(someone, someone, "admin").expect(200);
    }

    @Test
    void aRoleTakesEffectAtOnceWithTheOldToken() {
        var someone = api.client();
        someone.get("/admin/users/").expect(403);
        var promoted = changeRole(api.admin(), someone, "admin").expect(200);
        assertThat(promoted.path("is_staff").asBoolean()).isTrue();
        someone.get("/admin/users/all/?role=admin").expect(200);
        changeRole(api.admin(), someone, "client").expect(200);
        someone.get("/admin/users/").expect(403);
    }

    @Test
    void whoBecomesAClientAgainHasTheStatisticsOfOld() {
        var someone = api.client();
        api.admin().setsStatus(someone.files(), "COMPLETED");
        assertThat(completedOrders(someone)).isEqualTo(1);

        changeRole(api.admin(), someone, "master").expect(200);
        changeRole(api.admin(), someone, "client").expect(200);

        assertThat(completedOrders(someone)).isEqualTo(1);
    }

    @Test
    void onlyMastersKeepAnActivation() {
        var someone = api.client();
        assertThat(active(role(someone, Map.of("role", "master")))).isFalse();
        assertThat(active(role(someone, Map.of("role", "master", "is_master_active", true))))
                .isTrue();
        assertThat(active(role(someone, Map.of("role", "master")))).isTrue();
        assertThat(active(role(someone, Map.of("role", "admin", "is_master_active", true))))
                .isFalse();
        assertThat(active(role(someone, Map.of("role", "client", "is_master_active", true))))
                .isFalse();
    }

    @Test
    void leavingTheClientsLiftsABan() {
        var someone = api.client();
        ban(someone, Map.of("reason", " spam ")).expect(200);
        var stillBanned = role(someone, Map.of("role", "client"));
        assertThat(stillBanned.path("ban_reason").asString()).isEqualTo("spam");
        var free = role(someone, Map.of("role", "master"));
        assertThat(free.path("is_banned").asBoolean()).isFalse();
        assertThat(free.path("ban_reason").asString()).isEmpty();
        assertThat(free.path("banned_at").isNull()).isTrue();
    }

    @Test
    void whoeverBecomesAClientHasStatistics() {
        var someone = api.client();
        role(someone, Map.of("role", "master"));
        database.sql("DELETE FROM client_stats WHERE account_id = :id")
                .bind("id", someone.id())
                .then()
                .block();
        assertThat(role(someone, Map.of("role", "client"))
                        .at("/client_stats/level")
                        .asString())
                .isEqualTo("newbie");
    }

    @Test
    void onlyASuperuserChangesASuperuser() {
        var superuser = api.client();
        changeRole(api.admin(), superuser, "admin").expect(200);
        database.sql("UPDATE account SET is_superuser = true WHERE id = :id")
                .bind("id", superuser.id())
                .then()
                .block();
        changeRole(api.admin(), superuser, "client").expect(403);
        var other = api.client();
        assertThat(changeRole(superuser, other, "admin")
                        .expect(200)
                        .path("is_staff")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aBanIsRecordedReplacedAndLifted() {
        var someone = api.client();
        var banned = ban(someone, Map.of("reason", " spam ")).expect(200);
        assertThat(banned.path("is_banned").asBoolean()).isTrue();
        assertThat(banned.path("ban_reason").asString()).isEqualTo("spam");
        assertThat(banned.path("banned_at").isString()).isTrue();
        assertThat(ban(someone, Map.of()).expect(200).path("ban_reason").asString())
                .isEmpty();
        assertThat(ban(someone, Map.of("reason", "x".repeat(50_001)))
                        .expect(400)
                        .has("reason"))
                .isTrue();
        var free = unban(someone).expect(200);
        assertThat(free.path("is_banned").asBoolean()).isFalse();
        assertThat(free.path("banned_at").isNull()).isTrue();
    }

    @Test
    void aBanRecomputesTheRisk() {
        var someone = api.client();
        assertThat(someone.me().at("/client_stats/risk_updated_at").isNull()).isTrue();
        var banned = ban(someone, Map.of()).expect(200);
        assertThat(banned.at("/client_stats/risk_updated_at").isString()).isTrue();
        assertThat(banned.at("/client_stats/risk_score").asInt()).isEqualTo(50);
    }

    @Test
    void aBannedClientOnlyReads() {
        var someone = api.client();
        ban(someone, Map.of()).expect(200);
        someone.get("/me/").expect(200);
        someone.get("/appointments/my/").expect(200);
        someone.post("/appointments/", Person.anAppointment()).expect(403);
        someone.post("/notifications/mark-read/", Map.of("mark_all", true)).expect(403);
        someone.post("/appointments/999999999/read/").expect(403);
        unban(someone).expect(200);
        someone.post("/appointments/", Person.anAppointment()).expect(201);
    }

    @Test
    void onlyClientsAreBannedAndOnlyMastersActivated() {
        var client = api.client();
        var master = api.master();
        for (var action : new String[] {"ban", "unban"}) {
            api.admin()
                    .post("/admin/users/" + master.id() + "/" + action + "/", Map.of("reason", 5.5))
                    .expect(404);
            api.admin().post("/admin/users/999999999/" + action + "/").expect(404);
        }
        for (var action : new String[] {"activate", "suspend"}) {
            api.admin()
                    .post("/admin/masters/" + client.id() + "/" + action + "/")
                    .expect(404);
            api.admin()
                    .post("/admin/masters/99999999999999999999/" + action + "/")
                    .expect(404);
        }
        ban(master, Map.of("reason", "[]")).expect(404);
    }

    @Test
    void anActivationIsSwitchedOnAndOff() {
        var master = api.master();
        for (int round = 0; round < 2; round++) {
            assertThat(active(api.admin()
                            .post("/admin/masters/" + master.id() + "/suspend/")
                            .expect(200)))
                    .isFalse();
        }
        assertThat(active(api.admin()
                        .post("/admin/masters/" + master.id() + "/activate/")
                        .expect(200)))
                .isTrue();
    }

    @Test
    void refusesOddRoles() {
        var someone = api.client();
        for (var body : List.of("{}", "{\"role\": \"wizard\"}", "{\"role\": null}", "{\"role\": [\"admin\"]}")) {
            assertThat(api.admin()
                            .post("/admin/users/" + someone.id() + "/role/", body)
                            .expect(400)
                            .propertyNames())
                    .containsExactly("role");
        }
        assertThat(role(someone)).isEqualTo("client");
    }

    private Answer ban(Person someone, Map<String, ?> body) {
        return api.admin().post("/admin/users/" + someone.id() + "/ban/", body);
    }

    private Answer unban(Person someone) {
        return api.admin().post("/admin/users/" + someone.id() + "/unban/");
    }

    private JsonNode role(Person someone, Map<String, ?> body) {
        return api.admin().post("/admin/users/" + someone.id() + "/role/", body).expect(200);
    }

    private static Answer changeRole(Person by, Person someone, String role) {
        return by.post("/admin/users/" + someone.id() + "/role/", Map.of("role", role));
    }

    private static String role(Person someone) {
        return someone.me().path("role").asString();
    }

    private static int completedOrders(Person client) {
        return client.me().path("client_stats").path("completed_orders_count").asInt();
    }

    private static boolean active(JsonNode user) {
        return user.path("is_master_active").asBoolean();
    }
}
