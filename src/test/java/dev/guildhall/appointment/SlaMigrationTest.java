package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.cli.Sql;
import dev.guildhall.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Orders that existed before there were deadlines. */
class SlaMigrationTest {

    private final String database = TestDatabase.newUrl();
    private final Sql sql = new Sql(database);

    @Test
    void theyGetDeadlinesAndTheirPastIsNotToldOf() {
        migrate("29?");
        sql.execute("""
                INSERT INTO account (id, username, role) VALUES (1, 'ann', 'client'), (2, 'bob', 'master');
                INSERT INTO appointment (id, client_id, master_id, brand, model, lock_type, description, status, taken_at,
                                         payment_confirmed_at, completed_at, has_history, created_at)
                SELECT id, 1, CASE WHEN status <> 'NEW' THEN 2 END, 'B', 'M', 'PIN', 'D', status, now() - taken, now() - paid,
                       now() - completed, status <> 'NEW', now() - filed
                  FROM (VALUES
                    (1, 'NEW', interval '5 minutes', NULL::interval, NULL::interval, NULL::interval),
                    (2, 'NEW', '2 hours', NULL, NULL, NULL),
                    (3, 'IN_PROGRESS', '5 hours', '299 minutes', '4 hours', NULL),
                    (4, 'PAID', '50 hours', '49 hours', '48 hours', NULL),
                    (5, 'COMPLETED', '90 hours', '89 hours', '80 hours', '70 hours'))
                    AS was (id, status, filed, taken, paid, completed)""");

        migrate("30");

        assertThat(
                        sql.texts(
                                "SELECT id || ' ' || (response_deadline_at - created_at) || ' '"
                                        + " || coalesce((completion_deadline_at - payment_confirmed_at)::text, '-') FROM appointment ORDER BY id"))
                .containsExactly(
                        "1 00:15:00 -", "2 00:15:00 -", "3 00:15:00 1 day", "4 00:15:00 1 day", "5 00:15:00 1 day");
        assertThat(sql.texts("SELECT appointment_id || ' ' || reason || ' ' || is_told FROM sla_notice ORDER BY 1"))
                .containsExactly(
                        "2 response_timeout false",
                        "4 completion_timeout false",
                        "4 response_timeout false",
                        "5 response_timeout false");
        assertThat(sql.texts("SELECT id FROM appointment WHERE sla_next_at IS NOT NULL ORDER BY id"))
                .containsExactly("1", "3");
        assertThat(sql.number("SELECT count(*) FROM appointment WHERE sla_next_at <= now() OR sla_breached"))
                .isZero();
        assertThat(sql.number(
                        "SELECT count(*) FROM rule WHERE name = 'default_sla_breach_admin_attention' AND is_active"))
                .isEqualTo(1);
    }

    private void migrate(String target) {
        var parts = database.replaceFirst("postgresql://(.+):(.+)@(.+)", "$1 $2 jdbc:postgresql://$3")
                .split(" ");
        Flyway.configure()
                .dataSource(parts[2], parts[0], parts[1])
                .target(target)
                .load()
                .migrate();
    }
}
