package dev.guildhall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.audit.AuditVerification;
import dev.guildhall.privacy.Erasure.Erased;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.WrongState;
import dev.guildhall.storage.FileStore;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@GuildhallTest
class ErasureTest {

    private static @Nullable Story untouched;
    private static @Nullable Story erased;

    @Autowired
    private Erasure erasure;

    @Autowired
    private PersonExport export;

    @Autowired
    private AuditVerification audit;

    @Autowired
    private FileStore files;

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    /** In whatever they and others have written, and wherever that went, is a word that is nowhere else. */
    @Test
    void leavesNothingOfAClientAnywhere() {
        var story = new Story();
        var client = story.client;
        assertThat(whereIs(story.word)).hasSizeGreaterThan(6);
        assertThat(whereIs(client.username())).contains("account");
        assertThat(story.fileKeys()).hasSize(3).allMatch(this::isThere);
        var keys = story.fileKeys();
        awaitSeals();

        var erased = erase(client);

        assertThat(erased.already()).isFalse();
        assertThat(erased.files()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(whereIs(story.word)).isEmpty();
        assertThat(whereIs(client.username())).isEmpty();
        assertThat(whereIs(String.valueOf(story.telegramId))).isEmpty();
        assertThat(keys).noneMatch(this::isThere);
    }

    @Test
    void leavesNothingOfAMasterWhoMayNotWorkAnyMore() {
        var story = new Story();

        erase(story.master);

        assertThat(whereIs(story.master.username())).isEmpty();
        assertThat(whereIs(story.mastersWord)).isEmpty();
        assertThat(story.seen().path("description").asString()).contains(story.word);
        assertThat(number("SELECT count(*) FROM account WHERE is_master_active AND id = " + story.master.id()))
                .isZero();
    }

    @Test
    void moneyStatusAndRatingsStay() {
        var story = erased();

        assertThat(facts(story)).isEqualTo(story.factsBefore);
        assertThat(story.seen().path("total_price").asInt()).isEqualTo(4321);
    }

    /** Every answer is held against the description of the API. */
    @Test
    void whatIsLeftCanBeRead() {
        var story = erased();

        var admin = api.admin();
        admin.timeline(story.id);
        assertThat(story.master.get("/appointments/" + story.id + "/messages/").expect(200))
                .hasSize(4)
                .allMatch(message -> message.path("is_deleted").asBoolean());
        story.master.get("/me/reviews/").expect(200);
        story.master.get("/appointments/finished/").expect(200);
        admin.get("/appointments/" + story.id + "/reviews/").expect(200);
        admin.get("/admin/appointments/" + story.id + "/deleted-messages/").expect(200);
        admin.get("/admin/users/" + story.client.id() + "/risk/").expect(200);
        admin.get("/admin/users/?q=erased:" + story.client.id()).expect(200);
        admin.get("/admin/users/" + story.client.id() + "/").expect(200);
        admin.get("/events/?entity_id=" + story.id).expect(200);
        admin.get("/admin/audit/?entity=Account:" + story.client.id()).expect(200);
    }

    @Test
    void theAuditLogIsStillWhatItWas() {
        var story = new Story();
        awaitSeals();
        var before = Await.value(audit.verify());
        assertThat(before.problem()).isNull();

        erase(story.client);
        awaitSeals();

        var after = Await.value(audit.verify());
        assertThat(after.problem()).isNull();
        assertThat(after.redacted()).isGreaterThan(before.redacted());
        assertThat(Await.value(audit.contains(Objects.requireNonNull(before.head()))))
                .isTrue();
    }

    @Test
    void theDoingIsWrittenDownWithoutTheirName() {
        var story = erased();

        assertThat(texts("SELECT state_after::text FROM audit_entry WHERE action = 'user.erased' AND entity_id = '"
                        + story.client.id() + "'"))
                .singleElement()
                .asString()
                .contains("\"message\"")
                .doesNotContain(story.client.username());
    }

    @Test
    void endsTheirSessionsAtOnce() {
        var someone = api.client();
        someone.get("/me/").expect(200);

        erase(someone);

        someone.get("/me/").expect(401);
    }

    @Test
    void aSecondTimeThereIsNothingToDo() {
        var someone = api.client();
        erase(someone);

        Tables.expectUntouched(
                database, () -> assertThat(erase(someone).already()).isTrue());
    }

    @Test
    void whoComesBackIsSomebodyNew() {
        var telegramId = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
        var first = api.telegram(Api.telegramLogin(telegramId))
                .expect(200)
                .at("/user/id")
                .asLong();
        Await.value(erasure.erase(first));

        var again = api.telegram(Api.telegramLogin(telegramId, "Again")).expect(200);

        assertThat(again.at("/user/id").asLong()).isNotEqualTo(first);
    }

    @Test
    void waitsUntilTheirOrdersAreFinished() {
        var client = api.client();
        var master = api.master();
        var order = client.files();
        assertThatThrownBy(() -> erase(client)).isInstanceOfSatisfying(WrongState.class, refused -> {
            assertThat(refused.code()).isEqualTo("person.open_orders");
            assertThat(refused.arguments()).containsExactly(1L);
        });

        master.takes(order);
        assertThatThrownBy(() -> erase(master)).isInstanceOf(WrongState.class);

        api.admin().setsStatus(order, "CANCELLED");
        assertThat(erase(client).already()).isFalse();
        assertThat(erase(master).already()).isFalse();
    }

    @Test
    void anAdminIsNoneAnyMore() {
        var admin = api.admin("support");

        erase(admin);

        assertThat(texts("SELECT role || is_staff FROM account WHERE id = " + admin.id()))
                .containsExactly("clientfalse");
        assertThat(number("SELECT count(*) FROM client_stats WHERE account_id = " + admin.id()))
                .isEqualTo(1);
    }

    @Test
    void nobodyIsErasedWhoIsNotThere() {
        assertThatThrownBy(() -> Await.value(erasure.erase(Long.MAX_VALUE))).isInstanceOf(NotFound.class);
    }

    @Test
    void foretellsWithoutTouchingAnything() {
        var story = new Story();
        var told = new Erased[1];

        Tables.expectUntouched(database, () -> told[0] = Await.value(erasure.foretell(story.client.id())));

        var done = erase(story.client);
        told[0].rows().remove("audit_entry");
        assertThat(done.rows()).containsAllEntriesOf(told[0].rows());
        assertThat(told[0].files()).containsExactlyInAnyOrderElementsOf(done.files());
    }

    @Test
    void givesAPersonWhatIsTheirsAndNoSecrets() {
        var story = untouched();

        var tables = rows(story.client);

        assertThat(tables.get("account"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("username").asString()).isEqualTo(story.client.username()))
                .satisfies(row -> assertThat(row.has("password_hash")).isFalse());
        assertThat(tables.get("appointment")).hasSize(2);
        assertThat(tables.get("message")).asString().contains(story.word, story.mastersWord);
        assertThat(tables.get("login_session")).hasSize(1);
        assertThat(tables.toString())
                .doesNotContain("jti_hash", "ticket_hash", "fingerprint", "facts")
                .doesNotContain("review of " + story.word)
                .doesNotContain(story.client.token());
        assertThat(Await.all(export.files(story.client.id()))).containsExactlyInAnyOrderElementsOf(story.fileKeys());
    }

    @Test
    void givesAMasterTheOrdersTheyWorkedOnWithoutTheProof() {
        var story = untouched();

        var tables = rows(story.master);

        assertThat(tables.get("message")).asString().contains(story.word);
        assertThat(tables.get("review")).asString().contains("praise " + story.word);
        assertThat(Await.all(export.files(story.master.id()))).hasSize(2);
        assertThat(tables.get("appointment")).asString().contains(story.word).doesNotContain("payment_proofs");
    }

    /** For those who only look. */
    private Story untouched() {
        var story = untouched == null ? new Story() : untouched;
        untouched = story;
        return story;
    }

    /** For those who look at what is left. */
    private Story erased() {
        var story = erased == null ? anErased() : erased;
        erased = story;
        return story;
    }

    private Story anErased() {
        var story = new Story();
        story.factsBefore = facts(story);
        erase(story.client);
        return story;
    }

    private Map<String, List<JsonNode>> rows(Person person) {
        return Await.all(export.rows(person.id())).stream()
                .collect(Collectors.groupingBy(
                        PersonExport.Row::table,
                        Collectors.mapping(row -> JsonMapper.shared().readTree(row.json()), Collectors.toList())));
    }

    private Erased erase(Person person) {
        return Await.value(erasure.erase(person.id()));
    }

    private List<String> facts(Story story) {
        return texts("""
                SELECT (status, total_price, currency, payment_method, payment_marked_at, payment_confirmed_at, payment_confirmed_by,
                        completed_at, master_id)::text FROM appointment WHERE client_id = $client
                UNION ALL SELECT (review_type, rating)::text FROM review WHERE author_id = $client OR target_id = $client
                UNION ALL SELECT (s.*)::text FROM master_stats s WHERE account_id = $master
                UNION ALL SELECT (risk_score, risk_level, completed_orders, rating_sum)::text FROM client_stats WHERE account_id = $client
                UNION ALL SELECT (kind, old_score, new_score)::text FROM score_history WHERE account_id IN ($client, $master)
                ORDER BY 1""".replace("$client", String.valueOf(story.client.id()))
                .replace("$master", String.valueOf(story.master.id())));
    }

    /** The tables in which a word is, whatever the column. */
    private List<String> whereIs(String word) {
        var tables = texts("""
                SELECT c.relname FROM pg_class c
                 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition""");
        return tables.stream()
                .filter(table ->
                        number("SELECT count(*) FROM \"" + table + "\" t WHERE t::text ILIKE '%" + word + "%'") > 0)
                .toList();
    }

    private boolean isThere(String key) {
        return Boolean.TRUE.equals(files.find(key).hasElement().block());
    }

    private void awaitSeals() {
        await().atMost(Duration.ofSeconds(20)).until(() -> number("SELECT count(*) FROM audit_unsealed") == 0);
    }

    private long number(String sql) {
        return Await.value(database.sql(sql).mapValue(Long.class).one());
    }

    private List<String> texts(String sql) {
        return Await.all(database.sql(sql).mapValue(String.class).all());
    }

    /** A client with a word of their own in everything that can be said, who has had a whole order done. */
    private final class Story {

        private final String word =
                "zq" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 50, 1L << 60), 36);
        private final String mastersWord = "mq" + word;
        private final long telegramId = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
        private final Person client = signedIn();
        private final Person master = api.master();
        private final long id;
        private List<String> factsBefore = List.of();

        private Story() {
            var admin = api.admin();
            id = client.post("/appointments/", anOrder()).expect(201).path("id").asLong();
            client.says(id, "I am " + word);
            master.takes(id);
            client.act(id, "messages", Person.file("file", word + ".png")).expect(201);
            master.act(id, "messages", Person.file("file", "mine.png")).expect(201);
            master.says(id, "Hello, " + mastersWord);
            master.prices(id, 4321);
            client.pays(id);
            master.confirms(id);
            master.starts(id);
            master.completes(id);
            client.act(id, "review-master", Map.of("rating", 5, "comment", "praise " + word))
                    .expect(201);
            master.act(id, "review-client", Map.of("rating", 4, "comment", "review of " + word))
                    .expect(201);
            var other = client.post("/appointments/", anOrder())
                    .expect(201)
                    .path("id")
                    .asLong();
            admin.post(
                            "/admin/appointments/" + other + "/set-status/",
                            Map.of("status", "CANCELLED", "note", "says " + word))
                    .expect(200);
            admin.post(
                            "/admin/users/" + client.id() + "/risk/override/",
                            Map.of(
                                    "score",
                                    12,
                                    "reason",
                                    "because " + word,
                                    "expires_at",
                                    Instant.now().plus(Duration.ofDays(3)).toString()))
                    .expect(200);
            admin.post("/admin/users/" + client.id() + "/ban/", Map.of("reason", "banned " + word))
                    .expect(200);
        }

        private Person signedIn() {
            var body = api.send(
                            HttpMethod.POST,
                            "/api/v1/auth/telegram/",
                            null,
                            Api.telegramLogin(telegramId, word),
                            Map.of("User-Agent", "Browser of " + word))
                    .expect(200);
            return new Person(
                    api,
                    body.at("/user/id").asLong(),
                    body.at("/user/username").asString(),
                    body.path("access").asString());
        }

        private Map<String, Object> anOrder() {
            var order = Person.anAppointment();
            order.putAll(Map.of("brand", "B " + word, "model", "M " + word, "description", "D " + word));
            return order;
        }

        private JsonNode seen() {
            return api.admin().sees(id);
        }

        private List<String> fileKeys() {
            return texts("SELECT payment_proof_key FROM appointment WHERE id = " + id
                    + " UNION ALL SELECT file_key FROM message WHERE file_key IS NOT NULL AND appointment_id = " + id);
        }
    }
}
