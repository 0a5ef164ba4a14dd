package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.AdminRole;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.Together;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** The kinds of admins: who may make whom, and what they may see. */
@GuildhallTest
class AdminRolesTest {

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Test
    void whoeverWasAdminMayDoEverything() {
        var someone = api.client();
        database.sql("UPDATE account SET role = 'admin' WHERE id = :id")
                .bind("id", someone.id())
                .then()
                .block();

        var me = someone.me();

        assertThat(me.path("admin_role").asString()).isEqualTo("super_admin");
        assertThat(words(me.path("permissions"))).isEqualTo(AdminRole.SUPER_ADMIN.words());
    }

    @Test
    void othersHaveNeitherSubRoleNorPermissions() {
        for (var person : List.of(api.client(), api.master())) {
            assertThat(person.me().path("admin_role").isNull()).isTrue();
            assertThat(person.me().path("permissions")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyAdminIsToldWhatTheyMayDo(AdminRole role) {
        var me = api.admin(role.word()).me();

        assertThat(me.path("admin_role").asString()).isEqualTo(role.word());
        assertThat(words(me.path("permissions"))).isEqualTo(role.words());
    }

    @Test
    void aSubRoleTakesEffectAtOnceAndEndsStreams() {
        var someone = api.admin("operations");
        try (var stream = api.watch(someone, "/stream/?topics=events", null)) {
            var changed = change(api.admin(), someone, "finance").expect(200);

            assertThat(changed.path("admin_role").asString()).isEqualTo("finance");
            assertThat(stream.await("bye").data().path("reason").asString()).isEqualTo("revoked");
        }
        someone.get("/events/").expect(403);
        someone.get("/stream/?topics=events").expect(403);
        someone.get("/admin/appointments/").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"finance", "support", "analyst"})
    void whoMayGiveNoRolesGivesNone(String adminRole) {
        var admin = api.admin(adminRole);
        var someone = api.client();

        change(admin, someone, "analyst").expect(403);
        admin.post("/admin/users/" + someone.id() + "/role/", Map.of("role", "master"))
                .expect(403);
    }

    @Test
    void nobodyGivesWhatTheyHaveNotGot() {
        var operator = api.admin("operations");
        var analyst = api.admin("analyst");
        var someone = api.client();

        change(operator, analyst, "super_admin").expect(403);
        role(operator, someone, Map.of("role", "admin")).expect(403);
        role(operator, someone, Map.of("role", "admin", "admin_role", "super_admin"))
                .expect(403);
        assertThat(adminRole(analyst)).isEqualTo("analyst");

        change(operator, analyst, "finance").expect(200);
        role(operator, someone, Map.of("role", "admin", "admin_role", "support"))
                .expect(200);
        assertThat(adminRole(analyst)).isEqualTo("finance");
        assertThat(adminRole(someone)).isEqualTo("support");
    }

    @Test
    void nobodyTakesFromThoseWhoCanDoMore() {
        var operator = api.admin("operations");
        var superAdmin = api.admin("super_admin");

        change(operator, superAdmin, "analyst").expect(403);
        role(operator, superAdmin, Map.of("role", "client")).expect(403);

        assertThat(adminRole(superAdmin)).isEqualTo("super_admin");
    }

    @Test
    void nobodyChangesThemself() {
        var superAdmin = api.admin("super_admin");
        var operator = api.admin("operations");

        assertThat(change(superAdmin, superAdmin, "analyst").expect(400).has("detail"))
                .isTrue();
        role(superAdmin, superAdmin, Map.of("role", "admin", "admin_role", "analyst"))
                .expect(400);
        change(operator, operator, "super_admin").expect(403);
        change(operator, operator, "finance").expect(400);
    }

    @Test
    void ofTwoSuperAdminsWhoDemoteEachOtherOneStays() {
        var one = api.admin("super_admin");
        var two = api.admin("super_admin");

        var answers = Together.all(List.of(() -> change(one, two, "analyst").status(), () -> change(two, one, "analyst")
                .status()));

        assertThat(answers).containsExactlyInAnyOrder(200, 403);
        assertThat(List.of(adminRole(one), adminRole(two))).containsExactlyInAnyOrder("super_admin", "analyst");
    }

    @Test
    void onlyAdminsHaveASubRole() {
        for (var person : List.of(api.client(), api.master())) {
            change(api.admin(), person, "analyst").expect(404);
        }
        assertThat(change(api.admin(), api.admin("analyst"), "king").expect(400).propertyNames())
                .containsExactly("admin_role");
    }

    @Test
    void aSuperuserMayDoEverythingAndHasNoOtherSubRole() {
        var superuser = api.admin("analyst");
        database.sql("UPDATE account SET is_superuser = true WHERE id = :id")
                .bind("id", superuser.id())
                .then()
                .block();

        assertThat(superuser.me().path("admin_role").asString()).isEqualTo("super_admin");
        change(api.admin(), superuser, "support").expect(403);
    }

    @Test
    void anAdminWhoComesBackKeepsNothing() {
        var someone = api.admin("analyst");
        role(api.admin(), someone, Map.of("role", "admin")).expect(200);
        assertThat(adminRole(someone)).isEqualTo("analyst");

        role(api.admin(), someone, Map.of("role", "client")).expect(200);
        assertThat(someone.me().path("admin_role").isNull()).isTrue();
        role(api.admin(), someone, Map.of("role", "admin")).expect(200);
        assertThat(adminRole(someone)).isEqualTo("super_admin");
    }

    @Test
    void anAnalystSeesOrdersAndNotWhatIsSaidAboutThem() {
        var analyst = api.admin("analyst");
        var client = api.client();
        var order = client.files();
        var message = client.says(order, "secret").path("id").asLong();

        assertThat(analyst.sees(order).path("unread_count").asInt()).isZero();
        analyst.get("/appointments/" + order + "/events/").expect(200);
        analyst.get("/appointments/" + order + "/messages/").expect(403);
        analyst.act(order, "messages", Map.of("text", "hello")).expect(403);
        analyst.act(order, "messages", Map.of()).expect(403);
        analyst.act(order, "read", Map.of("last_read_message_id", message)).expect(403);
        analyst.act(order, "typing", null).expect(403);
        analyst.delete("/messages/" + message + "/").expect(403);
        analyst.act(order, "confirm-payment", null).expect(403);
        try (var stream = api.watch(analyst, "/stream/?topics=appointment:" + order, null)) {
            client.says(order, "more secrets");
            assertThat(stream.await("message.created").payload().isNull()).isTrue();
        }
    }

    @Test
    void supportTalksAndDeletes() {
        var support = api.admin("support");
        var client = api.client();
        var order = client.files();
        var message = client.says(order, "rude").path("id").asLong();

        assertThat(support.get("/appointments/" + order + "/messages/").expect(200))
                .hasSize(1);
        support.says(order, "Please be polite");
        support.delete("/messages/" + message + "/").expect(204);
        support.post("/admin/users/" + client.id() + "/ban/").expect(200);
        support.post("/admin/appointments/" + order + "/set-status/", Map.of("status", "CANCELLED"))
                .expect(403);
    }

    @Test
    void financeConfirmsPayments() {
        var finance = api.admin("finance");
        var client = api.client();
        var master = api.master();
        var order = client.files();
        master.takes(order);
        master.prices(order, 1000);
        client.pays(order);

        api.admin("support").act(order, "confirm-payment", null).expect(403);
        assertThat(finance.confirms(order).path("status").asString()).isEqualTo("PAID");
    }

    private static Answer change(Person by, Person of, String adminRole) {
        return by.post("/admin/users/" + of.id() + "/admin-role/", Map.of("admin_role", adminRole));
    }

    private static Answer role(Person by, Person of, Map<String, ?> body) {
        return by.post("/admin/users/" + of.id() + "/role/", body);
    }

    private static String adminRole(Person person) {
        return person.me().path("admin_role").asString();
    }

    private static List<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
