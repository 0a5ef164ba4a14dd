package dev.guildhall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.GuildhallApplication;
import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.testing.OpenApiContract;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

class DemoTest {

    private static final Terminal TERMINAL = Terminal.on(TestDatabase.newUrl());
    private static final Sql SQL = new Sql(TERMINAL.databaseUrl());
    private static Terminal.Outcome filled = new Terminal.Outcome(-1, "", "");

    @BeforeAll
    static void fill() {
        filled = TERMINAL.run("demo");
    }

    @Test
    void tellsWhoCanSignIn() {
        assertThat(filled.exitCode()).as(filled.err()).isZero();
        assertThat(filled.out())
                .contains("Demo filled: logins=17")
                .containsPattern("(?m)^admin +guildhall-demo +admin$")
                .containsPattern("(?m)^master.gleb +guildhall-demo +master +suspended$")
                .containsPattern("(?m)^nikita +guildhall-demo +client +banned$");
    }

    @Test
    void saysThatItIsAtWork() {
        assertThat(filled.err()).contains("Making up two weeks of business ...");
    }

    @Test
    void hasOrdersInEveryState() {
        assertThat(SQL.texts("SELECT status FROM appointment GROUP BY status HAVING count(*) >= 3"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(AppointmentStatus.values()).map(Enum::name).toList());
        assertThat(SQL.number("SELECT count(*) FROM appointment")).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message",
                "read_state",
                "message WHERE deleted_at IS NOT NULL",
                "message WHERE file_key IS NOT NULL",
                "review WHERE review_type = 'client_review'",
                "review WHERE review_type = 'master_review'",
                "review_behavior_flag",
                "notification WHERE read_at IS NULL",
                "notification WHERE read_at IS NOT NULL",
                "rule",
                "feature_flag",
                "appointment WHERE platform_tags @> '[\"vip\"]'",
                "appointment JOIN account ON account.id = client_id WHERE is_banned",
                "appointment WHERE payment_method = 'crypto'",
                "daily_metrics WHERE gmv_total > 0"
            })
    void hasSomeOf(String what) {
        assertThat(SQL.number("SELECT count(*) FROM " + what)).isGreaterThan(2);
    }

    @Test
    void hasPeopleOfEveryKind() {
        assertThat(SQL.texts("SELECT role || ' ' || count(*) FROM account GROUP BY role"))
                .containsExactlyInAnyOrder("admin 1", "master 4", "client 12");
        assertThat(SQL.number("SELECT count(*) FROM account WHERE is_banned")).isEqualTo(1);
        assertThat(SQL.number("SELECT count(*) FROM account WHERE role = 'master' AND NOT is_master_active"))
                .isEqualTo(1);
    }

    @Test
    void hasTwoWeeksOfMetrics() {
        assertThat(SQL.number("SELECT count(*) FROM daily_metrics")).isEqualTo(14);
        assertThat(SQL.number("SELECT sum(new_appointments) FROM daily_metrics"))
                .isGreaterThan(30);
    }

    @Test
    void happensInThePastAndInTheOrderOfTheNumbers() {
        for (var table : List.of(
                "account", "appointment", "timeline_entry", "message", "review", "platform_event", "notification")) {
            assertThat(SQL.number("SELECT count(*) FROM " + table + " WHERE created_at > now()"))
                    .as(table)
                    .isZero();
            assertThat(SQL.number(
                            "SELECT count(*) FROM (SELECT created_at < lag(created_at) OVER (ORDER BY id) AS back FROM "
                                    + table + ") rows WHERE back"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void leavesUnbrokenTimelines() {
        assertThat(SQL.number("""
                        SELECT count(*) FROM (
                            SELECT from_status, lag(to_status, 1, 'NEW') OVER (PARTITION BY appointment_id ORDER BY id) AS before
                              FROM timeline_entry WHERE event_type = 'status_changed') step
                         WHERE from_status <> before""")).isZero();
        assertThat(SQL.number("""
                        SELECT count(*) FROM appointment WHERE status <> coalesce(
                            (SELECT to_status FROM timeline_entry
                              WHERE appointment_id = appointment.id AND event_type = 'status_changed'
                              ORDER BY id DESC LIMIT 1), 'NEW')""")).isZero();
    }

    @Test
    void leavesTotalsAsTheyShouldBe() {
        var verified = TERMINAL.run("recalculate-scores", "--verify");

        assertThat(verified.exitCode()).as(verified.out()).isZero();
        assertThat(verified.out()).contains("accounts=17 differences=0");
    }

    @Test
    void isNotPlayedTwice() {
        var again = TERMINAL.run("demo");

        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).contains("The database is not empty: a demo only goes into an empty one.");
        assertThat(SQL.number("SELECT count(*) FROM account")).isEqualTo(17);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void isPlayedByAServerThatFindsItsDatabaseEmptyAndLeftAloneTheNextTime(CapturedOutput output) {
        var url = TestDatabase.newUrl();

        try (var server = serve(url)) {
            assertThat(output).contains("Who can sign in:").contains("guildhall-demo");
            assertThat(signIn(server, "anna")).isEqualTo(200);
            assertThat(signIn(server, "nikita")).isEqualTo(403);
        }
        try (var server = serve(url)) {
            assertThat(output).contains("The database is not empty");
            assertThat(signIn(server, "admin")).isEqualTo(200);
        }
        assertThat(new Sql(url).number("SELECT count(*) FROM appointment")).isEqualTo(60);
    }

    @Test
    void isThereBeforeTheServerAcceptsRequests() {
        var url = TestDatabase.newUrl();
        var accounts = new ArrayList<Long>();
        ApplicationListener<ReactiveWebServerInitializedEvent> whenListening =
                event -> accounts.add(new Sql(url).number("SELECT count(*) FROM account"));

        serve(url, whenListening).close();

        assertThat(accounts).containsExactly(17L);
    }

    @Test
    void leavesNothingBehindWhenItFails() {
        var terminal = Terminal.on(TestDatabase.newUrl());
        var sql = new Sql(terminal.databaseUrl());
        terminal.run("migrate");
        sql.execute("ALTER TABLE daily_metrics ADD CONSTRAINT refused CHECK (date IS NULL)");

        var failed = terminal.run("demo");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("refused");
        for (var table : List.of(
                "account",
                "appointment",
                "message",
                "review",
                "platform_event",
                "notification",
                "rule WHERE name NOT LIKE 'default%'")) {
            assertThat(sql.number("SELECT count(*) FROM " + table)).as(table).isZero();
        }
    }

    private static ConfigurableApplicationContext serve(String url, ApplicationListener<?>... listeners) {
        return new SpringApplicationBuilder(GuildhallApplication.class)
                .profiles("demo")
                .listeners(listeners)
                .initializers(new TestEnvironment(), it -> TestPropertyValues.of("DATABASE_URL=" + url, "PORT=0")
                        .applyTo(it))
                .run();
    }

    private static int signIn(ConfigurableApplicationContext server, String username) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + server.getEnvironment().getProperty("local.server.port"))
                .filter(OpenApiContract.read().filter())
                .build()
                .post()
                .uri("/api/v1/auth/login/")
                .bodyValue(Map.of("username", username, "password", "guildhall-demo"))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }
}
