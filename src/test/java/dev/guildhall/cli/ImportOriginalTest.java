package dev.guildhall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.guildhall.cli.Terminal.Outcome;
import dev.guildhall.database.OtherDatabase;
import dev.guildhall.original.ImportOrder;
import dev.guildhall.original.ImportReport;
import dev.guildhall.original.OriginalImport;
import dev.guildhall.rules.RuleReplay;
import dev.guildhall.scoring.Recalculation;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatusChain;
import dev.guildhall.testing.TestClock;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on what was imported from a shop of the original, which goes on beside it. */
@GuildhallTest
@ContextConfiguration(initializers = ImportOriginalTest.Moved.class)
class ImportOriginalTest {

    private static final OriginalShop SHOP = OriginalShop.open();
    private static final Terminal TERMINAL = Terminal.on(TestDatabase.newUrl());
    private static final Sql HERE = new Sql(TERMINAL.databaseUrl());
    private static final long ROWS = SHOP.rows();
    private static final Outcome REHEARSED = runs("--dry-run", "--media=" + SHOP.media());
    private static final long AFTER_REHEARSAL = HERE.number(
            "SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM original_run) + (SELECT count(*) FROM audit_entry)");
    private static final Outcome IMPORTED = runs("--media=" + SHOP.media(), "--json");

    @Autowired
    private Api api;

    @Autowired
    private OriginalImport original;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Recalculation recalculation;

    @Autowired
    private RuleReplay replay;

    @Autowired
    private TestClock clock;

    @Test
    void rehearsesWithoutWritingAnything() {
        assertThat(REHEARSED.exitCode()).isZero();
        assertThat(AFTER_REHEARSAL).isZero();
        var report = JsonMapper.shared().readTree(IMPORTED.out());
        assertThat(REHEARSED.out())
                .contains("Original to be imported: read=%d new=%d changed=0 same=0 refused=%d gone=0 files=3"
                        .formatted(
                                report.at("/total/read").asInt(),
                                report.at("/total/new").asInt(),
                                report.at("/total/refused").asInt()));
    }

    @Test
    void reportsWhatBecameOfEveryRow() {
        assertThat(IMPORTED.exitCode()).isZero();
        var report = JsonMapper.shared().readTree(IMPORTED.out());
        assertThat(report.path("tables").properties().stream()
                        .mapToLong(table -> table.getValue().path("read").asLong())
                        .sum())
                .isEqualTo(ROWS)
                .isEqualTo(report.at("/total/new").asLong()
                        + report.at("/total/refused").asLong());
        assertThat(lines(report.path("refused")))
                .containsExactly(
                        "accounts_user 8: role is \"manager\", which is none of admin, client, master",
                        "accounts_user 10: the database does not take it: null value in column \"role\" of relation \"account\" violates not-null constraint",
                        "platform_featureflag 2: scope is \"sideways\", which is none of global, per_role, per_user",
                        "platform_featureflag_users 3: featureflag_id points to platform_featureflag 2, which was not taken",
                        "reviews_behaviorflag 3: code is \"talks_a_lot\", which is none of bad_internet, did_not_follow_instructions, difficult_client, good_connection, late_to_session, weak_pc, well_prepared",
                        "appointments_appointment 107: status is \"ARCHIVED\", which is none of AWAITING_PAYMENT, CANCELLED, COMPLETED, DECLINED_BY_MASTER, IN_PROGRESS, IN_REVIEW, NEW, PAID, PAYMENT_PROOF_UPLOADED",
                        "appointments_appointment 108: brand has more than 255 characters",
                        "appointments_appointment 110: platform_tags is not a JSON array",
                        "appointments_appointment 106: client_id points to accounts_user 77, which was not taken",
                        "appointments_appointment 111: client_id points to accounts_user 8, which was not taken",
                        "appointments_appointment 109: the database does not take it: new row for relation \"appointment\" violates check constraint \"appointment_total_price_check\"",
                        "appointments_appointmentevent 1013: to_status is \"ARCHIVED\", which is none of , AWAITING_PAYMENT, CANCELLED, COMPLETED, DECLINED_BY_MASTER, IN_PROGRESS, IN_REVIEW, NEW, PAID, PAYMENT_PROOF_UPLOADED",
                        "appointments_appointmentevent 1014: event_type is \"sneezed\", which is none of message_deleted, payment_confirmed, payment_marked, payment_proof_uploaded, price_set, status_changed",
                        "chat_message 5006: appointment_id points to appointments_appointment 999, which was not taken",
                        "chat_message 5008: appointment_id points to appointments_appointment 107, which was not taken",
                        "chat_message 5007: sender_id points to accounts_user 888, which was not taken",
                        "reviews_review 303: the database does not take it: duplicate key value violates unique constraint \"review_once_key\"",
                        "reviews_review 304: the database does not take it: new row for relation \"review\" violates check constraint \"review_rating_check\"",
                        "reviews_review_behavior_flags 2: behaviorflag_id points to reviews_behaviorflag 3, which was not taken",
                        "platform_platformevent 7003: entity_type is \"Thing\", which is none of Appointment, Message, Review",
                        "platform_platformevent 7004: entity_id is no number: no-number");
        assertThat(lines(report.path("notes")))
                .containsExactly(
                        "accounts_user 6: is inactive there: taken without password and Telegram id, so that nobody signs in as them",
                        "appointments_appointment 104: photo_lock_screen was left out: appointments/photos/lost.png, which is not in the media folder",
                        "appointments_appointment 105: payment_proof was left out: ../outside.txt, which is not in the media folder");
        assertThat(report.at("/files/copied").asInt()).isEqualTo(3);
        assertThat(report.at("/files/missing").asInt()).isEqualTo(2);
        assertThat(IMPORTED.err()).contains("chat_message: 8 of 8");
    }

    @Test
    void letsPeopleInByTheirPasswordsAndTokens() {
        var olga = signsIn("olga", "olga-secret-1");
        assertThat(olga.get("/me/").expect(200).at("/user/first_name").asString())
                .isEqualTo("Ольга");
        assertThat(signsIn("olga", "olga-secret-1").id()).isEqualTo(2);
        assertThat(holds(token(3), 3)
                        .get("/me/")
                        .expect(200)
                        .at("/user/username")
                        .asString())
                .isEqualTo("ivan");
        assertThat(api.telegram(Api.telegramLogin(900004))
                        .expect(200)
                        .at("/user/id")
                        .asLong())
                .isEqualTo(4);

        var me = holds(token(5), 5).get("/me/").expect(200).path("user");
        assertThat(me.path("is_banned").asBoolean()).isTrue();
        assertThat(me.path("ban_reason").asString()).isEqualTo("Paid with a forged proof");
        assertThat(holds(token(7), 7).get("/admin/users/").status()).isEqualTo(200);
    }

    @Test
    void letsNobodyInWhoWasInactive() {
        assertThat(logIn("left", "gone-secret-1").status()).isIn(400, 401);
        assertThat(holds(token(6), 6).get("/me/").status()).isEqualTo(401);
        assertThat(api.telegram(Api.telegramLogin(900006))
                        .expect(200)
                        .at("/user/id")
                        .asLong())
                .isNotEqualTo(6);
    }

    @Test
    void saysOfOrdersWhatTheOriginalSays() {
        var orders = SHOP.sql().texts("""
                SELECT jsonb_build_object('id', a.id, 'brand', brand, 'model', model, 'lock_type', lock_type, 'has_pc', has_pc,
                       'description', description, 'status', status, 'total_price', total_price, 'currency', currency,
                       'payment_method', nullif(payment_method, ''), 'payment_marked_at', payment_marked_at,
                       'payment_confirmed_at', payment_confirmed_at, 'payment_confirmed_by', payment_confirmed_by_id, 'client', client_id,
                       'client_username', u.username, 'assigned_master', assigned_master_id, 'taken_at', taken_at, 'started_at', started_at,
                       'completed_at', completed_at, 'platform_tags', platform_tags, 'created_at', a.created_at, 'updated_at', a.updated_at)
                  FROM appointments_appointment a JOIN accounts_user u ON u.id = a.client_id WHERE a.id IN (101, 102, 103, 104, 105)""");

        orders.stream()
                .map(ImportOriginalTest::json)
                .forEach(order -> says(
                        api.admin()
                                .get("/appointments/" + order.path("id").asLong() + "/")
                                .expect(200),
                        order));
        assertThat(orders).hasSize(5);
    }

    @Test
    void saysInListsWhatTheOriginalSays() {
        var mine = SHOP.sql().texts("""
                SELECT jsonb_build_object('id', a.id, 'unread_count', (SELECT count(*) FROM chat_message m
                       WHERE m.appointment_id = a.id AND m.sender_id <> 3 AND NOT m.is_deleted AND m.sender_id < 800 AND m.id > coalesce(
                             (SELECT r.last_read_message_id FROM chat_readstate r WHERE r.appointment_id = a.id AND r.user_id = 3), 0)))
                  FROM appointments_appointment a WHERE client_id = 3 AND id IN (101, 103, 105) ORDER BY created_at DESC""");

        say(holds(token(3), 3).get("/appointments/my/").expect(200), mine);
    }

    @Test
    void tellsTheTimelineOfTheOriginal() {
        var timeline = SHOP.sql().texts("""
                SELECT jsonb_build_object('id', id, 'event_type', event_type, 'from_status', from_status, 'to_status', to_status, 'note', note,
                       'metadata', metadata, 'actor', actor_id, 'created_at', created_at)
                  FROM appointments_appointmentevent WHERE appointment_id = 101 AND id <> 1014 ORDER BY id DESC""");

        say(holds(token(3), 3).get("/appointments/101/events/").expect(200), timeline);
    }

    @Test
    void tellsTheMessagesOfTheOriginal() {
        var messages = SHOP.sql().texts("""
                SELECT jsonb_build_object('id', id, 'appointment', appointment_id, 'sender', sender_id, 'is_deleted', is_deleted,
                       'text', CASE WHEN NOT is_deleted THEN text END, 'created_at', created_at)
                  FROM chat_message WHERE appointment_id = 101 AND id < 5007 ORDER BY id""");

        var told = holds(token(3), 3).get("/appointments/101/messages/").expect(200);
        say(told, messages);
        assertThat(told.get(2).path("deleted_at").isNull()).isFalse();
        assertThat(told.get(2).path("file").isNull()).isTrue();
    }

    @Test
    void opensTheFilesOfTheOriginal() {
        var ivan = holds(token(3), 3);
        var order = ivan.get("/appointments/101/").expect(200);

        assertThat(content(order.path("photo_lock_screen_url"))).isEqualTo("the lock screen");
        assertThat(content(order.path("payment_proof_url"))).isEqualTo("%PDF-1.4 the proof");
        assertThat(content(ivan.get("/appointments/101/messages/")
                        .expect(200)
                        .get(1)
                        .path("file_url")))
                .isEqualTo("some notes");
    }

    @Test
    void tellsTheReviewsOfTheOriginal() {
        var reviews = api.admin().get("/appointments/101/reviews/").expect(200);

        assertThat(reviews.valueStream().map(review -> "%s %d by %d of %d %s %s"
                        .formatted(
                                review.path("id"),
                                review.path("rating").asInt(),
                                review.path("author").asLong(),
                                review.path("target").asLong(),
                                review.path("comment").asString(),
                                review.path("behavior_flags"))))
                .containsExactlyInAnyOrder("301 5 by 3 of 2 Спасибо! []", "302 4 by 2 of 3  [\"late_to_session\"]");
    }

    @Test
    void tellsRulesFlagsNotificationsEventsAndSettingsOfTheOriginal() {
        var admin = api.admin();
        for (var rule : SHOP.sql().texts("SELECT to_jsonb(r) FROM platform_rule r")) {
            says(admin.get("/admin/rules/" + json(rule).path("id") + "/").expect(200), json(rule));
        }
        says(
                admin.get("/admin/feature-flags/1/").expect(200),
                json(SHOP.sql()
                        .texts("SELECT to_jsonb(f) || '{\"users\": [4, 3]}' FROM platform_featureflag f WHERE id = 1")
                        .get(0)));
        say(holds(token(3), 3).get("/notifications/").expect(200), SHOP.sql().texts("""
                SELECT to_jsonb(n) - 'user_id' - 'read_at' FROM platform_notification n ORDER BY id DESC"""));
        say(admin.get("/events/?to=2026-01-31").expect(200), SHOP.sql().texts("""
                SELECT to_jsonb(e) - 'actor_id' || jsonb_build_object('actor', actor_id) FROM platform_platformevent e WHERE id < 7003 ORDER BY id DESC"""));
        assertThat(HERE.texts("SELECT payload::text FROM platform_event WHERE id = 7001"))
                .containsExactly("{\"exact\": 0.10, \"appointment_id\": 101}");
        assertThat(admin.get("/admin/system/settings/")
                        .expect(200)
                        .path("bank_requisites")
                        .asString())
                .isEqualTo("DE02 1203 0000");
    }

    @Test
    void computesTheFiguresOfDaysFromTheOrders() {
        var day = api.admin()
                .get("/admin/metrics/daily/?from=2026-01-05&to=2026-01-05")
                .expect(200)
                .get(0);

        says(day, json(SHOP.sql().texts("""
                        SELECT jsonb_build_object('date', date, 'gmv_total', gmv_total, 'new_appointments', new_appointments,
                               'paid_appointments', paid_appointments, 'avg_time_to_first_response', avg_time_to_first_response)
                          FROM platform_dailymetrics WHERE id = 1""").get(0)));
        assertThat(HERE.number("SELECT gmv_total FROM daily_metrics WHERE date = '2023-11-30'"))
                .isEqualTo(77);
        assertThat(HERE.number("SELECT (SELECT sealed_until = max(date) FROM daily_metrics)::int FROM metrics_seal"))
                .isEqualTo(1);
    }

    @Test
    void countsTotalsAndScoresFromScratch() {
        var drifts = Await.all(recalculation.verify().concatMapIterable(Recalculation.Batch::drifts));

        assertThat(drifts).isEmpty();
        assertThat(holds(token(2), 2)
                        .get("/me/")
                        .expect(200)
                        .at("/user/master_stats/avg_rating")
                        .asDouble())
                .isEqualTo(5);
        assertThat(HERE.texts(
                        "SELECT completed_orders || ' ' || cancelled_orders FROM client_stats WHERE account_id = 3"))
                .containsExactly("1 1");
        assertThat(HERE.texts("SELECT risk_score::text FROM client_stats WHERE account_id = 4"))
                .containsExactly("0");
    }

    @Test
    void promisesWhatCanStillBeKept() {
        assertThat(HERE.texts("SELECT id::text FROM appointment WHERE sla_next_at IS NOT NULL AND id <= 105"))
                .containsExactly("102");
        assertThat(HERE.texts("SELECT DISTINCT is_told::text FROM sla_notice WHERE appointment_id <= 105"))
                .containsExactly("false");
        assertThat(HERE.texts("SELECT reason FROM sla_notice WHERE appointment_id = 105 ORDER BY reason"))
                .containsExactly("completion_timeout", "response_timeout");
        assertThat(HERE.number("SELECT count(*) FROM appointment WHERE response_deadline_at IS NULL"))
                .isZero();
    }

    @Test
    void runsNoRulesForWhatHappenedThere() {
        var replayed = Await.value(replay.replay(1000, RuleReplay.Manner.DRY).last());

        assertThat(replayed.executed()).isZero();
        assertThat(HERE.number("SELECT count(*) FROM rule_run WHERE event_id < 8000"))
                .isZero();
        assertThat(HERE.number("SELECT count(*) FROM notification WHERE title = 'New order' AND id <= 802"))
                .isZero();
        assertThat(
                        HERE.number(
                                "SELECT count(*) FROM live_log WHERE occurred_at < (SELECT finished_at FROM original_run ORDER BY id LIMIT 1)"))
                .isZero();
    }

    @Test
    void leavesOneRowInTheAuditLog() {
        assertThat(HERE.texts("""
                        SELECT action || ' ' || actor_kind FROM audit_entry
                         WHERE occurred_at <= (SELECT max(occurred_at) FROM audit_entry WHERE action = 'original.imported' AND actor_kind = 'operator')
                           AND actor_kind = 'operator'""")).containsExactly("original.imported operator");
    }

    @Test
    void goesOnBehindTheNumbersOfTheOriginal() {
        var order = holds(token(4), 4).files();

        assertThat(order).isGreaterThan(111);
        assertThat(StatusChain.of(order, database)).containsExactly("NEW");
        assertThat(HERE.number("SELECT count(*) FROM feature_flag WHERE name = 'self_registration' AND id > 1000"))
                .isEqualTo(1);
        assertThat(HERE.number(
                        "SELECT count(*) FROM rule WHERE name = 'default_sla_breach_admin_attention' AND id > 1000"))
                .isEqualTo(1);
    }

    @Test
    void findsEverythingTheSameTheSecondTime() {
        imports();
        var before = sums();

        var again = imports();

        assertThat(again.total().brought() + again.total().changed()).isZero();
        assertThat(sums()).isEqualTo(before);
    }

    @Test
    void bringsWhatHasChangedThere() {
        var user = newUser();
        imports();
        SHOP.sql()
                .execute(
                        "UPDATE accounts_user SET is_banned = true, ban_reason = 'Why not', banned_at = now() WHERE id = "
                                + user);
        assertThat(holds(token(user), user)
                        .get("/me/")
                        .expect(200)
                        .at("/user/is_banned")
                        .asBoolean(true))
                .isFalse();

        var report = imports();

        assertThat(count(report, "accounts_user").changed()).isEqualTo(1);
        assertThat(HERE.texts("SELECT ban_reason FROM account WHERE id = " + user))
                .containsExactly("Why not");
        assertThat(HERE.number(
                        "SELECT count(*) FROM invalidation WHERE kind = 'principal' AND key = '%d'".formatted(user)))
                .isEqualTo(1);
    }

    @Test
    void leavesWhatHasChangedHere() {
        var user = newUser();
        imports();
        HERE.execute("UPDATE account SET is_banned = true, ban_reason = 'Here' WHERE id = " + user);
        assertThat(count(imports(), "accounts_user").changed()).isZero();
        SHOP.sql().execute("UPDATE accounts_user SET first_name = 'There' WHERE id = " + user);

        var report = imports();

        assertThat(lines(report))
                .contains("accounts_user %d: has changed there and here: what is here stays".formatted(user));
        assertThat(HERE.texts("SELECT ban_reason || first_name FROM account WHERE id = " + user))
                .containsExactly("HereVera");
        SHOP.sql().execute("UPDATE accounts_user SET first_name = 'New' WHERE id = " + user);
    }

    /** Whoever signs in here gets a new hash of the same password, which is no change. */
    @Test
    void bringsAPasswordThatHasChangedThere() {
        var user = newUser();
        var hash = SHOP.sql()
                .texts("SELECT password FROM accounts_user WHERE id = 2")
                .get(0);
        SHOP.sql().execute("UPDATE accounts_user SET password = '%s' WHERE id = %d".formatted(hash, user));
        imports();
        signsIn("new" + user, "olga-secret-1");
        SHOP.sql()
                .execute(
                        "UPDATE accounts_user SET password = (SELECT password FROM accounts_user WHERE id = 3) WHERE id = "
                                + user);

        imports();

        signsIn("new" + user, "ivan-secret-1");
        assertThat(logIn("new" + user, "olga-secret-1").status()).isNotEqualTo(200);
    }

    @Test
    void takesLinksAwayThatAreGoneThere() {
        var linked = "SELECT count(*) FROM feature_flag_account WHERE account_id = 5";
        var link = "INSERT INTO platform_featureflag_users (id, featureflag_id, user_id) VALUES (%d, 1, 5)";
        SHOP.sql().execute(link.formatted(50));
        imports();
        SHOP.sql().execute("DELETE FROM platform_featureflag_users WHERE id = 50");
        SHOP.sql().execute(link.formatted(51));

        var madeAnew = count(imports(), "platform_featureflag_users");

        assertThat(madeAnew.gone()).isEqualTo(1);
        assertThat(madeAnew.brought()).isEqualTo(1);
        assertThat(HERE.number(linked)).isEqualTo(1);

        SHOP.sql().execute("DELETE FROM platform_featureflag_users WHERE id = 51");
        assertThat(count(imports(), "platform_featureflag_users").gone()).isEqualTo(1);

        assertThat(HERE.number(linked)).isZero();
        assertThat(count(imports(), "platform_featureflag_users").gone()).isZero();
    }

    @Test
    void fetchesAFileOnceItIsThere() {
        SHOP.sql().execute("UPDATE chat_message SET text = text, file = 'chat/late.txt' WHERE id = 5001");
        imports();
        assertThat(HERE.texts("SELECT coalesce(file_key, 'none') FROM message WHERE id = 5001"))
                .containsExactly("none");
        SHOP.keep("chat/late.txt", "better late");

        var report = imports();

        assertThat(count(report, "chat_message").changed()).isEqualTo(1);
        assertThat(report.files().copied()).isEqualTo(1);
        assertThat(content(holds(token(3), 3)
                        .get("/appointments/101/messages/")
                        .expect(200)
                        .get(0)
                        .path("file_url")))
                .isEqualTo("better late");
        assertThat(imports().files().copied()).isZero();
    }

    @Test
    void saysWhichRowsStayWithoutTheirFileBecauseTheyHaveChangedHere() {
        var message = 5100;
        SHOP.sql()
                .execute("INSERT INTO chat_message"
                        + " (id, created_at, updated_at, text, file, is_deleted, appointment_id, sender_id)"
                        + " VALUES (%d, now(), now(), 'See the file', 'chat/later.txt', false, 102, 4)"
                                .formatted(message));
        imports();
        HERE.execute("UPDATE message SET text = 'Here' WHERE id = " + message);
        SHOP.keep("chat/later.txt", "too late");

        var report = imports();

        assertThat(report.notes())
                .extracting(line -> "%s %d: %s".formatted(line.table(), line.id(), line.text()))
                .contains("chat_message %d: lacks a file still, and was changed or deleted here: it is left as it is"
                        .formatted(message));
        assertThat(HERE.texts("SELECT text || coalesce(file_key, ' has no file') FROM message WHERE id = " + message))
                .containsExactly("Here has no file");
        HERE.execute("DELETE FROM message WHERE id = " + message);
        SHOP.sql().execute("DELETE FROM chat_message WHERE id = " + message);
    }

    @Test
    void takesFilesInAsIfTheyWereSentHere() throws NoSuchAlgorithmException {
        var proof = MessageDigest.getInstance("SHA-256").digest("%PDF-1.4 the proof".getBytes(StandardCharsets.UTF_8));

        assertThat(HERE.texts("SELECT payment_proof_sha256 FROM appointment WHERE id = 101"))
                .containsExactly(HexFormat.of().formatHex(proof));
        assertThat(HERE.number("SELECT count(*) FROM message WHERE file_key IS NOT NULL AND file_sha256 IS NULL"))
                .isZero();
    }

    @Test
    void leavesOutAFileThatIsNotWhatItsNameSays() {
        SHOP.sql().execute("UPDATE chat_message SET file = 'chat/picture.png', updated_at = now() WHERE id = 5004");
        SHOP.keep("chat/picture.png", "<html><script>alert(1)</script></html>");

        assertThat(imports().notes().stream().map(ImportReport.Line::text))
                .contains(
                        "file was left out: chat/picture.png, which has the content of something else than its name says");
        assertThat(HERE.texts("SELECT coalesce(file_key, 'none') FROM message WHERE id = 5004"))
                .containsExactly("none");
    }

    @Test
    void waitsForAVirusScannerThatIsAway() {
        var elsewhere = Terminal.on(TestDatabase.newUrl()).with(Map.of("CLAMAV", "127.0.0.1:1"));

        var outcome = elsewhere.run("import-original", "--source=" + SHOP.url(), "--media=" + SHOP.media(), "--json");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(json(outcome.lastLine()).path("error").asString())
                .isNotBlank()
                .isEqualTo(outcome.lastComplaint());
        assertThat(new Sql(elsewhere.databaseUrl()).number("SELECT count(*) FROM appointment"))
                .isZero();
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        var user = newUser();
        var order = SHOP.sql().number("""
                INSERT INTO appointments_appointment (created_at, updated_at, brand, model, lock_type, has_pc, description, status, currency,
                       client_id, platform_tags)
                VALUES (now(), now(), 'Late', 'L', 'PIN', true, 'D', 'CANCELLED', 'RUB', %d, '[]') RETURNING id""".formatted(user));
        var interrupted = runsUntil("accounts_user");

        assertThat(interrupted).hasMessage("Interrupted");
        assertThat(HERE.number("SELECT count(*) FROM account WHERE id = " + user))
                .isEqualTo(1);
        assertThat(HERE.number("SELECT count(*) FROM appointment WHERE id = " + order))
                .isZero();

        assertThat(runsUntil("appointments_appointment")).hasMessage("Interrupted");
        assertThat(HERE.texts(
                        "SELECT coalesce(response_deadline_at::text, 'none') FROM appointment WHERE id = " + order))
                .containsExactly("none");

        var report = imports();

        assertThat(report.total().brought()).isZero();
        assertThat(HERE.number("SELECT count(*) FROM appointment WHERE response_deadline_at IS NULL"))
                .isZero();
        assertThat(HERE.texts("SELECT cancelled_orders::text FROM client_stats WHERE account_id = " + user))
                .containsExactly("1");
    }

    @Test
    void takesNoPlaceThatIsTaken() {
        var order = 500_000;
        HERE.execute(
                "INSERT INTO appointment (id, client_id, brand, model, lock_type, description, response_deadline_at)"
                        + " VALUES (%d, 4, 'Ours', 'M', 'PIN', 'D', now())".formatted(order));
        SHOP.sql()
                .execute(
                        "INSERT INTO appointments_appointment SELECT (jsonb_populate_record(a, jsonb_build_object('id', %d, 'brand', 'Theirs'))).*"
                                        .formatted(order)
                                + " FROM appointments_appointment a WHERE id = 102");
        SHOP.sql()
                .execute(
                        "INSERT INTO chat_message (id, created_at, updated_at, text, is_deleted, appointment_id, sender_id)"
                                + " VALUES (%1$d, now(), now(), 'About theirs', false, %1$d, 4)".formatted(order));

        var report = imports();

        assertThat(lines(report))
                .contains(
                        "appointments_appointment %1$d: its place here, %1$d, is taken by a row that is not from there"
                                .formatted(order),
                        "chat_message %1$d: appointment_id points to appointments_appointment %1$d, which was not taken"
                                .formatted(order));
        assertThat(HERE.texts("SELECT brand FROM appointment WHERE id = " + order))
                .containsExactly("Ours");
        SHOP.sql()
                .execute(
                        "DELETE FROM chat_message WHERE id = %1$d; DELETE FROM appointments_appointment WHERE id = %1$d"
                                .formatted(order));
    }

    private static Outcome runs(String... arguments) {
        var line = new ArrayList<>(List.of("import-original", "--source=" + SHOP.url()));
        line.addAll(List.of(arguments));
        return TERMINAL.run(line.toArray(String[]::new));
    }

    private ImportReport imports() {
        return Await.value(original.run(order(progress -> {})));
    }

    private Throwable runsUntil(String table) {
        return catchThrowable(() -> Await.value(original.run(order(progress -> {
            if (progress.table().equals(table)) {
                throw new IllegalStateException("Interrupted");
            }
        }))));
    }

    private static ImportOrder order(Consumer<ImportOrder.Progress> progress) {
        return new ImportOrder(OtherDatabase.at("--source", SHOP.url()), SHOP.media(), false, progress);
    }

    private static long newUser() {
        var id = SHOP.sql().number("SELECT max(id) + 1000 FROM accounts_user");
        SHOP.sql()
                .execute(
                        "INSERT INTO accounts_user SELECT (jsonb_populate_record(u, jsonb_build_object('id', %1$d, 'username', 'new%1$d', 'telegram_id', %1$d))).*"
                                        .formatted(id)
                                + " FROM accounts_user u WHERE id = 4");
        return id;
    }

    private static List<String> sums() {
        return HERE.texts("""
                SELECT table_name || ' ' || (xpath('/row/c/text()', query_to_xml(format(
                       'SELECT coalesce(sum(hashtextextended(t::text, 0)), 0) AS c FROM %I t', table_name), false, true, '')))[1]::text
                  FROM information_schema.tables
                 WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                   AND table_name IN ('account', 'appointment', 'timeline_entry', 'message', 'read_state', 'review', 'review_behavior_flag',
                       'behavior_flag', 'rule', 'rule_version', 'feature_flag', 'feature_flag_account', 'notification', 'platform_event',
                       'site_settings', 'client_stats', 'master_stats', 'daily_metrics', 'score_history', 'sla_notice', 'original_row')
                 ORDER BY table_name""");
    }

    private Person signsIn(String username, String password) {
        var body = logIn(username, password).expect(200);
        return new Person(
                api, body.at("/user/id").asLong(), username, body.path("access").asString());
    }

    private Api.Answer logIn(String username, String password) {
        return api.send(
                HttpMethod.POST, "/api/v1/auth/login/", null, Map.of("username", username, "password", password));
    }

    private Person holds(String token, long id) {
        return new Person(api, id, "", token);
    }

    /** A token the original has given out. */
    private String token(long user) {
        var jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .claim("token_type", "access")
                        .expirationTime(Date.from(clock.instant().plusSeconds(600)))
                        .issueTime(Date.from(clock.instant().minusSeconds(300)))
                        .jwtID(UUID.randomUUID().toString().replace("-", ""))
                        .claim("user_id", user)
                        .build());
        try {
            jwt.sign(new MACSigner(TestEnvironment.SECRET_KEY));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String content(JsonNode url) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url.asString())).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(JsonNode list, List<String> theirs) {
        assertThat(list).hasSize(theirs.size());
        for (var i = 0; i < theirs.size(); i++) {
            says(list.get(i), json(theirs.get(i)));
        }
    }

    /** Whether one says all that the other does; moments may be written differently. */
    private static void says(JsonNode ours, JsonNode theirs) {
        theirs.properties().forEach(field -> assertThat(moment(ours.path(field.getKey())))
                .as(field.getKey() + " of " + theirs)
                .isEqualTo(moment(field.getValue())));
    }

    private static Object moment(JsonNode value) {
        if (value.isMissingNode()) {
            return "null";
        }
        return value.isString() && value.asString().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.+")
                ? OffsetDateTime.parse(value.asString()).toInstant()
                : value.isNumber() ? String.valueOf(value.asDouble()) : value.toString();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static List<String> lines(JsonNode lines) {
        return StreamSupport.stream(lines.spliterator(), false)
                .map(line -> "%s %d: %s"
                        .formatted(
                                line.path("table").asString(),
                                line.path("id").asLong(),
                                line.path("text").asString()))
                .toList();
    }

    private static List<String> lines(ImportReport report) {
        return report.refused().stream()
                .map(line -> "%s %d: %s".formatted(line.table(), line.id(), line.text()))
                .toList();
    }

    /** The application under test runs on what was imported, with the files of the command that has done it. */
    static final class Moved implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            new TestEnvironment().initialize(context);
            TestPropertyValues.of("DATABASE_URL=" + TERMINAL.databaseUrl(), "GUILDHALL_HOME=" + TERMINAL.home())
                    .applyTo(context);
        }
    }

    private static ImportReport.Count count(ImportReport report, String table) {
        return Objects.requireNonNull(report.tables().get(table));
    }
}
