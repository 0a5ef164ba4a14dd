package dev.guildhall.databrowser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatementCounter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Looking into tables. */
@GuildhallTest
class DataBrowserTest {

    @Autowired
    private Api api;

    @Autowired
    private Inventory inventory;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private ReactiveTransactionManager transactions;

    @Autowired
    private StatementCounter statements;

    private Person admin;
    private Person client;
    private long order;

    @BeforeEach
    void somethingIsThere() {
        admin = api.admin();
        client = api.client();
        order = client.files();
    }

    @Test
    void listsEveryTableWithItsColumns() {
        var tables = admin.get("/admin/data/").expect(200);

        assertThat(names(tables)).containsExactlyElementsOf(inventory.tables().keySet());
        var account = tables.valueStream()
                .filter(table -> table.path("name").asString().equals("account"))
                .findFirst()
                .orElseThrow();
        assertThat(account.path("comment").asString()).isNotEmpty();
        assertThat(account.path("estimated_rows").isIntegralNumber()).isTrue();
        assertThat(account.path("columns").path(0).path("name").asString()).isEqualTo("id");
        assertThat(account.path("columns").path(0).path("key").asBoolean()).isTrue();
        assertThat(account.path("columns").valueStream().filter(column -> column.path("hidden")
                        .asBoolean()))
                .singleElement()
                .satisfies(column -> assertThat(column.path("name").asString()).isEqualTo("password_hash"));
    }

    @Test
    void opensEveryTableAndEveryRowOfIt() {
        for (var table : inventory.tables().values()) {
            var rows = admin.get("/admin/data/" + table.name() + "/?limit=2").expect(200);
            admin.get("/admin/data/" + table.name() + "/?q=1&ordering=key").expect(200);
            for (var row : rows) {
                assertThat(row.path("values").propertyNames())
                        .as(table.name())
                        .containsExactlyElementsOf(table.shown().stream()
                                .map(DataTable.Column::name)
                                .toList());
                var key = row.path("key").asString();
                assertThat(one(table.name(), key).expect(200).path("key").asString())
                        .as(table.name())
                        .isEqualTo(key);
            }
        }
    }

    @Test
    void showsRowsNewestFirstWithTimesAsEverywhere() {
        var next = client.files();
        var rows = admin.get("/admin/data/appointment/?limit=200").expect(200);
        var row = one("appointment", String.valueOf(next)).expect(200);

        assertThat(rows.valueStream().map(it -> it.path("key").asString()))
                .containsSubsequence(String.valueOf(next), String.valueOf(order));
        assertThat(row.path("values").path("client_id").asLong()).isEqualTo(client.id());
        assertThat(row.path("values").path("created_at").asString())
                .isEqualTo(client.sees(next).path("created_at").asString());
    }

    @Test
    void searchesInTextsAndIds() {
        var brand = "Ящик" + UUID.randomUUID();
        var filed = Person.anAppointment();
        filed.put("brand", brand);
        var id = client.post("/appointments/", filed).expect(201).path("id").asString();

        assertThat(keys("appointment", brand.toUpperCase())).containsExactly(id);
        assertThat(keys("appointment", id)).contains(id);
        assertThat(keys("appointment", brand + "%")).isEmpty();
    }

    @Test
    void goesThroughATableOfSeveralKeysPageByPage() {
        var colleague = api.admin("support");
        for (var reader : List.of(client, colleague)) {
            reader.act(order, "read", Map.of("last_read_message_id", 0)).expect(200);
        }

        var key = order + "," + client.id();
        var row = one("read_state", key).expect(200);

        assertThat(row.path("key").asString()).isEqualTo(key);
        assertThat(keys("read_state", String.valueOf(client.id()))).contains(key);
    }

    @Test
    void neverTellsWhatIsHidden() {
        var password = admin.get("/admin/data/account/" + admin.id() + "/").expect(200);
        var hash = Await.value(database.sql("SELECT password_hash FROM account WHERE id = $1")
                .bind(0, admin.id())
                .mapValue(String.class)
                .one());

        assertThat(hash).isNotEmpty();
        assertThat(password.toString()).doesNotContain(hash).doesNotContain("password_hash");
        for (var part : hash.split("[^A-Za-z0-9]+")) {
            assertThat(part.length() < 8 || keys("account", part).isEmpty())
                    .as(part)
                    .isTrue();
        }
    }

    @Test
    void aRowWithAHiddenKeyHasAnotherOne() {
        var hashes = Await.all(database.sql("SELECT encode(jti_hash, 'hex') FROM refresh_token")
                .mapValue(String.class)
                .all());

        var rows = admin.get("/admin/data/refresh_token/?limit=3").expect(200);

        assertThat(rows).isNotEmpty();
        hashes.forEach(hash -> assertThat(rows.toString()).doesNotContain(hash));
        assertThat(one("refresh_token", rows.path(0).path("key").asString()).expect(200))
                .isEqualTo(rows.path(0));
        assertThat(keys("refresh_token", hashes.get(0))).isEmpty();
    }

    @Test
    void knowsNoOtherTablesAndRows() {
        for (var table : List.of("pg_authid", "live_log_rest", "ACCOUNT", "account'--", "nothing", "metrics_fact")) {
            admin.get("/admin/data/" + table + "/").expect(404);
            admin.get("/admin/data/" + table + "/1/").expect(404);
        }
        for (var key : List.of("0", "abc", "1,2", "9223372036854775808", "~00", "~zz", ",")) {
            admin.get("/admin/data/account/" + key + "/").expect(404);
        }
        admin.get("/admin/data/login_session/1/").expect(404);
        admin.get("/admin/data/daily_metrics/2026-02-30/").expect(404);
        admin.get("/admin/data/live_log/a,1,yesterday/").expect(404);
    }

    @Test
    void isForSuperAdminsAlone() {
        for (var role : List.of("operations", "finance", "support", "analyst")) {
            api.admin(role).get("/admin/data/").expect(403);
            api.admin(role).get("/admin/data/account/").expect(403);
        }
        client.get("/admin/data/account/" + client.id() + "/").expect(403);
    }

    @Test
    void aReadIsOneStatement() {
        for (var path : List.of("", "appointment/", "live_log/?limit=3", "appointment/" + order + "/")) {
            assertThat(statements.during(() -> admin.get("/admin/data/" + path).expect(200)))
                    .as(path)
                    .hasSize(1);
        }
    }

    /** Where somebody holds a table for longer than anybody searches. */
    @Test
    void givesUpASearchThatTakesLong() {
        var answer = TransactionalOperator.create(transactions)
                .transactional(database.sql("LOCK TABLE behavior_flag IN ACCESS EXCLUSIVE MODE")
                        .then()
                        .then(Mono.fromCallable(() -> admin.get("/admin/data/behavior_flag/?q=nothing"))
                                .subscribeOn(Schedulers.boundedElastic())));

        assertThat(Await.value(answer).expect(400).propertyNames()).containsExactly("q");
    }

    private List<String> keys(String table, String sought) {
        return admin.get("/admin/data/" + table + "/?limit=200&q=" + sought)
                .expect(200)
                .valueStream()
                .map(row -> row.path("key").asString())
                .toList();
    }

    private Api.Answer one(String table, String key) {
        return admin.get("/admin/data/" + table + "/" + key + "/");
    }

    private static Stream<String> names(JsonNode list) {
        return list.valueStream().map(item -> item.path("name").asString());
    }
}
