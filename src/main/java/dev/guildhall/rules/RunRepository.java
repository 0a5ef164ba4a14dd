package dev.guildhall.rules;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
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

    /** Which rules have run for an event already, and what there was of it. */
    Mono<Map<Ran, Runs>> listRan(long eventId) {
        return database.sql("""
                        SELECT r.rule_id, r.rule_version, max(r.attempt),
                               ARRAY(SELECT f.action_index FROM rule_effect f
                                      WHERE (f.rule_id, f.rule_version, f.event_id) = (r.rule_id, r.rule_version, :id)
                                      GROUP BY 1 HAVING bool_and(f.outcome = 'off'))
                          FROM rule_run r WHERE r.event_id = :id GROUP BY 1, 2""")
                .bind("id", eventId)
                .map(row -> Map.entry(
                        new Ran(row.get(0, Long.class), row.get(1, Integer.class)),
                        new Runs(row.get(2, Integer.class), Set.of(row.get(3, Integer[].class)))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * How often a rule has run for an event.
     *
     * @param latest the last attempt
     * @param left places of actions that were switched off each time
     */
    record Runs(int latest, Set<Integer> left) {}

    record Ran(long ruleId, int version) {

        static Ran of(PreparedRule rule) {
            return new Ran(rule.id(), rule.version());
        }
    }
}
