package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.cli.Sql;
import dev.guildhall.database.GuildhallProcess;
import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node that is killed while it tells of missed deadlines. */
class SlaKilledNodeTest {

    private static final int ORDERS = 60;

    private final String database = TestDatabase.newUrl();
    private final Map<String, String> settings = Map.of("DATABASE_URL", database);
    private final Sql sql = new Sql(database);

    @Test
    void theNextOneTellsTheRestAndNothingTwice() throws Exception {
        try (var doomed = GuildhallProcess.start(new Home(TestEnvironment.newHome()), settings)) {
            var api = Api.at(doomed.address());
            api.admin();
            var client = api.client();
            IntStream.range(0, ORDERS).forEach(number -> client.files());
            sql.execute("""
                    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.05); RETURN NULL; END';
                    CREATE TRIGGER slow AFTER INSERT ON notification FOR EACH ROW EXECUTE FUNCTION dawdle();
                    UPDATE appointment SET response_deadline_at = now() - interval '1 second', sla_next_at = now()""");
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> told() >= 5);
            doomed.kill();
        }
        assertThat(told()).isLessThan(ORDERS);

        try (var next = GuildhallProcess.start(new Home(TestEnvironment.newHome()), settings)) {
            assertThat(next.address()).isNotEmpty();
            await().atMost(Duration.ofSeconds(30)).until(() -> told() >= ORDERS);
            await().until(() -> sql.number("SELECT count(*) FROM appointment WHERE sla_next_at <= now()") == 0);
        }
        assertThat(told()).isEqualTo(ORDERS);
        assertThat(sql.number("SELECT count(DISTINCT entity_id) FROM platform_event WHERE event_type = 'sla.breached'"))
                .isEqualTo(ORDERS);
        assertThat(sql.number("SELECT count(*) FROM appointment WHERE sla_breached"))
                .isEqualTo(ORDERS);
        assertThat(sql.number("SELECT count(*) FROM sla_notice WHERE is_told")).isEqualTo(ORDERS);
        assertThat(sql.number("SELECT count(*) FROM notification")).isEqualTo(ORDERS);
    }

    private long told() {
        return sql.number("SELECT count(*) FROM platform_event WHERE event_type = 'sla.breached'");
    }
}
