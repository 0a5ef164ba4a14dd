package dev.guildhall.rules;

import java.time.Instant;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What keeps rules from acting twice. What they did is written with the last statement of their unit of work. */
@Component
class RunRepository {

    private final DatabaseClient database;

    RunRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Whether a rule may act on something at this moment; if so, it may not for a while. Of several who ask at once one may. */
    Mono<Boolean> beginCooldown(long ruleId, Subject subject, Instant at, int seconds) {
        return database.sql("""
                        INSERT INTO rule_cooldown AS c (rule_id, entity_type, entity_id, ends_at) VALUES (:rule, :type, :id, :end)
                        ON CONFLICT (rule_id, entity_type, entity_id) DO UPDATE SET ends_at = excluded.ends_at WHERE c.ends_at <= :at
                        RETURNING true""")
                .bind("rule", ruleId)
                .bind("type", subject.type())
                .bind("id", subject.id())
                .bind("at", at)
                .bind("end", at.plusSeconds(seconds))
                .mapValue(Boolean.class)
                .one()
                .defaultIfEmpty(false);
    }

    /** Whoever else replays this event waits until this transaction ends. */
    Mono<Long> lockEvent(long eventId) {
        return database.sql("SELECT id FROM platform_event WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", eventId)
                .mapValue(Long.class)
                .one();
    }

    /** Which rules have run for an event already, and how often they were forced to. */
    Mono<Map<Ran, Integer>> listRan(long eventId) {
        return database.sql(
                        "SELECT rule_id, rule_version, max(attempt) FROM rule_run WHERE event_id = :id GROUP BY 1, 2")
                .bind("id", eventId)
                .map(row -> Map.entry(
                        new Ran(row.get(0, Long.class), row.get(1, Integer.class)), row.get(2, Integer.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    record Ran(long ruleId, int version) {

        static Ran of(PreparedRule rule) {
            return new Ran(rule.id(), rule.version());
        }
    }
}
