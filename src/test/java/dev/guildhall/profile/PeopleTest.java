package dev.guildhall.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatementCounter;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@GuildhallTest
class PeopleTest {

    @Autowired
    Api api;

    @Autowired
    DatabaseClient database;

    @Autowired
    StatementCounter statements;

    @Test
    void listsMastersByScoreThoseWithoutOneLast() {
        var weak = masterWithScore(10);
        var best = masterWithScore(95);
        var unscored = api.master();
        var twin = masterWithScore(10);
        var ours = List.of(weak.id(), best.id(), unscored.id(), twin.id());
        assertThat(masters("?ordering=master_score", ours))
                .containsExactly(twin.id(), weak.id(), best.id(), unscored.id());
        assertThat(masters("?ordering=-master_score", ours))
                .containsExactly(best.id(), twin.id(), weak.id(), unscored.id());
        for (var other : List.of("", "?ordering=", "?ordering=beauty", "?ordering=id")) {
            assertThat(masters(other, ours)).containsExactly(twin.id(), unscored.id(), best.id(), weak.id());
        }
    }

    @Test
    void filtersMastersByWholeNumbersOnly() {
        var weak = masterWithScore(10);
        var best = masterWithScore(95);
        var unscored = api.master();
        var ours = List.of(weak.id(), best.id(), unscored.id());
        assertThat(masters("?min_score=0", ours)).containsExactly(best.id(), weak.id());
        assertThat(masters("?min_score=11", ours)).containsExactly(best.id());
        assertThat(masters("?min_score=99999999999999999999", ours)).isEmpty();
        for (var other : List.of("", "-1", "5.5", "abc", "²")) {
            assertThat(masters("?min_score=" + other, ours)).hasSize(3);
        }
    }

    @Test
    void listsPeopleOfARoleNewestFirst() {
        var client = api.client();
        var master = api.master();
        var clients = ids("/admin/users/");
        assertThat(clients).contains(client.id()).doesNotContain(master.id());
        assertThat(clients).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(ids("/admin/users/all/?role=master")).contains(master.id()).doesNotContain(client.id());
        assertThat(ids("/admin/users/all/?role=wizard")).contains(master.id(), client.id());
        assertThat(ids("/admin/users/all/?role=")).contains(master.id(), client.id());
    }

    @Test
    void readsAnyListInOneStatement() {
        api.master();
        var admin = api.admin();
        admin.get("/me/").expect(200);
        for (var path :
                List.of("/admin/users/", "/admin/users/all/", "/admin/masters/?ordering=master_score&min_score=1")) {
            assertThat(statements.during(() -> admin.get(path).expect(200))).hasSize(1);
        }
    }

    @Test
    void showsMasterStatisticsToMastersOnly() {
        var master = masterWithScore(55);
        assertThat(master.me().at("/master_stats/master_score").asInt()).isEqualTo(55);
        assertThat(master.me().at("/client_stats/level").asString()).isEqualTo("newbie");
        var demoted = api.admin()
                .post("/admin/users/" + master.id() + "/role/", Map.of("role", "client"))
                .expect(200);
        assertThat(demoted.at("/master_stats/master_score").asInt()).isEqualTo(55);
        assertThat(master.me().path("master_stats").isNull()).isTrue();
    }

    @Test
    void showsEverybodyHowToPay() {
        var admin = api.admin();
        var all = Map.of("bank_requisites", "IBAN", "crypto_requisites", "TRC20", "instructions", "Pay first");
        assertThat(admin.put("/admin/system/settings/", all).expect(200).properties())
                .hasSize(5);
        var patched = admin.patch("/admin/system/settings/", Map.of("instructions", " Later 💳 "))
                .expect(200);
        assertThat(patched.path("instructions").asString()).isEqualTo("Later 💳");
        assertThat(patched.path("bank_requisites").asString()).isEqualTo("IBAN");
        assertThat(patched.path("sla_response_minutes").asInt()).isEqualTo(15);
        assertThat(patched.path("sla_completion_hours").asInt()).isEqualTo(24);
        admin.put("/admin/system/settings/", "{\"bank_requisites\": null}").expect(400);
        var settings = api.client().get("/me/").expect(200).path("payment_settings");
        assertThat(settings.path("crypto_requisites").asString()).isEqualTo("TRC20");
        assertThat(settings.path("payment_methods")).hasSize(2);
        assertThat(admin.get("/admin/system/settings/").expect(200)).isEqualTo(patched);
    }

    private Person masterWithScore(int score) {
        var master = api.master();
        database.sql("""
                        INSERT INTO master_stats (account_id, master_score, score_updated_at) VALUES (:id, :score, now())
                        ON CONFLICT (account_id) DO UPDATE SET master_score = :score, score_updated_at = now()""").bind("id", master.id()).bind("score", score).then().block();
        return master;
    }

    private List<Long> masters(String query, List<Long> ours) {
        return ids("/admin/masters/" + query).stream().filter(ours::contains).toList();
    }

    private List<Long> ids(String path) {
        var people = api.admin().get(path).expect(200);
        return StreamSupport.stream(people.spliterator(), false)
                .map(person -> person.path("id").asLong())
                .toList();
    }
}
