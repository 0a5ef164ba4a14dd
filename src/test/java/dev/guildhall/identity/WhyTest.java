package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Why somebody may do something, or may not. */
@GuildhallTest
class WhyTest {

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Test
    void saysWhichSubRolesHaveAPermissionAndWhichRoutesNeedIt() {
        var why = why(api.admin("support"), "payments.confirm");

        assertThat(why.path("allowed").asBoolean()).isFalse();
        assertThat(why.path("reason").asString()).isEqualTo("not_granted");
        assertThat(why.path("explanation").asString()).contains("support", "payments.confirm");
        assertThat(why.path("granted_by").valueStream().map(JsonNode::asString))
                .containsExactly("super_admin", "operations", "finance");
        assertThat(why.path("routes").valueStream().map(JsonNode::asString))
                .containsExactly("POST /api/v1/admin/appointments/{id}/confirm-payment/");
    }

    @Test
    void saysTheSameAsTheRoute() {
        var finance = api.admin("finance");

        assertThat(why(finance, "appointments.read").path("allowed").asBoolean())
                .isTrue();
        finance.get("/admin/appointments/").expect(200);
        assertThat(why(finance, "rules.read").path("allowed").asBoolean()).isFalse();
        finance.get("/admin/rules/").expect(403);
    }

    @Test
    void saysWhenItIsNotASubRoleThatDecides() {
        var client = api.client();
        assertThat(why(client, "users.ban").path("reason").asString()).isEqualTo("no_admin");
        assertThat(why(client, "users.ban").path("admin_role").isNull()).isTrue();

        database.sql("UPDATE account SET is_superuser = true WHERE id = :id")
                .bind("id", client.id())
                .then()
                .block();

        assertThat(why(client, "users.ban").path("reason").asString()).isEqualTo("superuser");
        assertThat(why(client, "users.ban").path("allowed").asBoolean()).isTrue();
    }

    @Test
    void namesWhatIsMissingOrUnknown() {
        var admin = api.admin();

        assertThat(admin.get("/admin/permissions/why/").expect(400).propertyNames())
                .containsExactlyInAnyOrder("user", "permission");
        assertThat(admin.get("/admin/permissions/why/?user=x&permission=rules.burn")
                        .expect(400)
                        .propertyNames())
                .containsExactlyInAnyOrder("user", "permission");
        admin.get("/admin/permissions/why/?user=999999999999&permission=rules.read")
                .expect(404);
    }

    private JsonNode why(Person person, String permission) {
        return api.admin()
                .get("/admin/permissions/why/?user=" + person.id() + "&permission=" + permission)
                .expect(200);
    }
}
