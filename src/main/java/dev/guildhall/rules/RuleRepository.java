package dev.guildhall.rules;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of rules. */
@Component
class RuleRepository {

    private static final String COLUMNS =
            "id, name, is_active, trigger_event_type, condition_json, action_json, created_at, updated_at";

    private final DatabaseClient database;

    RuleRepository(DatabaseClient database) {
        this.database = database;
    }

    Flux<Rule> listByName() {
        return database.sql("SELECT " + COLUMNS + " FROM rule ORDER BY name")
                .map(RuleRepository::rule)
                .all();
    }

    /** The first active rules of a trigger, in the order in which they were made. */
    /** Of each of the triggers the first rules, lowest id first. */
    Flux<Rule> listActive(Collection<String> triggerEventTypes, int atMostOfEach) {
        return database.sql("SELECT " + COLUMNS + " FROM unnest(:triggers::text[]) AS wanted (trigger),"
                        + " LATERAL (SELECT * FROM rule WHERE is_active AND trigger_event_type = wanted.trigger"
                        + " ORDER BY id LIMIT :most) r ORDER BY id")
                .bind("triggers", triggerEventTypes.toArray(String[]::new))
                .bind("most", atMostOfEach)
                .map(RuleRepository::rule)
                .all();
    }

    Mono<Rule> find(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM rule WHERE id = :id")
                .bind("id", id)
                .map(RuleRepository::rule)
                .one();
    }

    /** As {@link #find}; nobody else changes it before the transaction ends. */
    Mono<Rule> lock(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM rule WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map(RuleRepository::rule)
                .one();
    }

    Mono<Rule> insert(RuleDraft draft, Instant now) {
        return bind(database.sql("""
                                INSERT INTO rule
                                    (name, is_active, trigger_event_type, condition_json, action_json, created_at, updated_at)
                                VALUES (:name, :active, :trigger, :condition, :action, :now, :now)
                                RETURNING\s""" + COLUMNS), draft, now)
                .map(RuleRepository::rule)
                .one();
    }

    Mono<Rule> update(long id, RuleDraft draft, Instant now) {
        return bind(database.sql("""
                                UPDATE rule SET name = :name, is_active = :active, trigger_event_type = :trigger,
                                    condition_json = :condition, action_json = :action, updated_at = :now
                                WHERE id = :id
                                RETURNING\s""" + COLUMNS).bind("id", id), draft, now)
                .map(RuleRepository::rule)
                .one();
    }

    /** Answers the trigger of the rule that is gone; empty when there was none. */
    Mono<String> delete(long id) {
        return database.sql("DELETE FROM rule WHERE id = :id RETURNING trigger_event_type")
                .bind("id", id)
                .mapValue(String.class)
                .one();
    }

    private static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, RuleDraft draft, Instant now) {
        return statement
                .bind("name", draft.name())
                .bind("active", draft.active())
                .bind("trigger", draft.triggerEventType())
                .bind("condition", RuleJson.write(draft.condition()))
                .bind("action", RuleJson.write(draft.action()))
                .bind("now", now);
    }

    private static Rule rule(Readable row) {
        return new Rule(
                row.get(0, Long.class),
                row.get(1, String.class),
                row.get(2, Boolean.class),
                row.get(3, String.class),
                RuleJson.read(row.get(4, Json.class)),
                RuleJson.read(row.get(5, Json.class)),
                row.get(6, Instant.class),
                row.get(7, Instant.class));
    }
}
