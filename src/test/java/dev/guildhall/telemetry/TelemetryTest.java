package dev.guildhall.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.TestClock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@GuildhallTest
class TelemetryTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Api api;

    @Autowired
    private ShopGauges gauges;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TestClock clock;

    @Test
    void whatIsMeasuredIsForWhoHasTheTokenOnly() {
        for (var authorization : new String[] {
            "", "Bearer ", "Bearer nonsense", "Bearer " + api.admin().token()
        }) {
            web.get()
                    .uri("/actuator/prometheus")
                    .header(HttpHeaders.AUTHORIZATION, authorization)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }
        web.get().uri("/actuator/prometheus").exchange().expectStatus().isUnauthorized();

        assertThat(Scrape.of(web).names()).contains("jvm_memory_used_bytes");
    }

    @Test
    void openOrdersAreCountedByStatus() {
        var before = measured().value("guildhall_orders_open", Map.of("status", "IN_REVIEW"));

        var order = api.client().files();
        api.master().takes(order);

        var after = measured();
        assertThat(after.value("guildhall_orders_open", Map.of("status", "IN_REVIEW")) - before)
                .isEqualTo(1);
        assertThat(after.lines()).noneMatch(line -> line.startsWith("guildhall_orders_open{status=\"COMPLETED\""));
    }

    @Test
    void deadlinesThatAreMissedAreCountedUntilSomebodyAnswers() {
        var order = api.client().files();
        var before = measured().value("guildhall_sla_breaches", Map.of("promise", "response"));

        Await.done(database.sql(
                        "UPDATE appointment SET response_deadline_at = created_at - interval '1 hour' WHERE id = :id")
                .bind("id", order)
                .then());
        var late = measured().value("guildhall_sla_breaches", Map.of("promise", "response"));
        api.master().takes(order);
        var answered = measured().value("guildhall_sla_breaches", Map.of("promise", "response"));

        assertThat(late - before).isEqualTo(1);
        assertThat(answered).isEqualTo(before);
    }

    @Test
    void messagesAreOverdueAMinuteAfterTheyWereDueAndNotBefore() {
        var before = measured();
        var occasion = "test:" + UUID.randomUUID();
        var account = api.client().id();
        Await.done(database.sql("""
                        INSERT INTO delivery (channel, occasion, account_id, message, created_at, next_attempt_at)
                        SELECT 'email', :occasion || ':' || age, :account, 'Hello', :now, :now - age * interval '1 second'
                          FROM unnest(ARRAY[120, 61, 30, -3600]) AS age""")
                .bind("occasion", occasion)
                .bind("account", account)
                .bind("now", clock.instant())
                .then());
        Scrape after;
        try {
            after = measured();
        } finally {
            Await.done(database.sql("DELETE FROM delivery WHERE account_id = :account AND channel = 'email'")
                    .bind("account", account)
                    .then());
        }
        assertThat(grown("guildhall_deliveries_overdue", Map.of("channel", "email"), before, after))
                .isEqualTo(2);
        assertThat(after.lines())
                .anyMatch(line -> line.startsWith("guildhall_deliveries_overdue{channel=\"telegram\""));
        assertThat(after.lines()).anyMatch(line -> line.startsWith("guildhall_deliveries_overdue{channel=\"webhook\""));
    }

    @Test
    void eventsAndWhatRulesMadeOfThemAreCountedWhenTheyAreCommitted() {
        var tag = "t" + UUID.randomUUID().toString().substring(0, 8);
        var rule = api.admin().tagsEveryOrder(tag);
        Scrape before;
        Scrape after;
        try {
            before = Scrape.of(web);
            api.client().files();
            after = Scrape.of(web);
        } finally {
            api.admin().delete("/admin/rules/" + rule + "/");
        }
        assertThat(grown("guildhall_rules_runs_total", Map.of("outcome", "met"), before, after))
                .isEqualTo(1);
        assertThat(grown(
                        "guildhall_rules_actions_total",
                        Map.of("type", "assign_tag", "outcome", "done"),
                        before,
                        after))
                .isEqualTo(1);
        assertThat(grown("guildhall_events_total", Map.of("type", "appointment.created"), before, after))
                .isEqualTo(1);
        assertThat(grown("guildhall_events_chain_seconds_count", Map.of(), before, after))
                .isPositive();
    }

    @Test
    void whatANodeDoesByItselfIsSeenToGetDone() {
        var scrape = Scrape.of(web);

        assertThat(scrape.value("guildhall_work_pause_seconds", Map.of("work", "Measuring the shop")))
                .isEqualTo(15);
        assertThat(scrape.value("guildhall_work_idle_seconds", Map.of("work", "Measuring the shop")))
                .isPositive();
    }

    private Scrape measured() {
        Await.done(gauges.round());
        return Scrape.of(web);
    }

    private static double grown(String name, Map<String, String> labels, Scrape before, Scrape after) {
        return after.value(name, labels) - before.value(name, labels);
    }
}
