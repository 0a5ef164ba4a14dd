package dev.guildhall.rules;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.shared.Slice;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of rules. Their versions are kept by the table itself, in the same statement. */
@Component
class RuleRepository {

    private static final String DRAFT =
            "name, description, is_active, trigger_event_type, condition_json, action_json, priority, stop_processing, cooldown_seconds";
    private static final String COLUMNS = DRAFT + ", id, version, created_at, updated_at";
    private static final int DRAFT_SIZE = 9;

    private static final KeysetQueries BY_NAME = KeysetQueries.ascending(KeysetQueries.text("name"));
    private static final KeysetQueries NEWEST_FIRST = KeysetQueries.descending(KeysetQueries.number("version"));

    private final DatabaseClient database;
    private final RuleSettings settings;

    RuleRepository(DatabaseClient database, RuleSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    Flux<Rule> listByName(Slice slice) {
        var part = BY_NAME.of(slice);
        return part.bind(database.sql("SELECT " + COLUMNS + " FROM rule WHERE true" + part.condition() + part.end()))
                .map(RuleRepository::rule)
                .all();
    }

    /** All that are active, in the order in which they run. */
    Flux<Rule> listActive() {
        return database.sql("SELECT " + COLUMNS + " FROM rule WHERE is_active ORDER BY priority, id")
                .map(RuleRepository::rule)
                .all();
    }

    /** Of each of the triggers as many rules as are looked at, in the order in which they run, and as of which revision that is. */
    Mono<ActiveRules> listActive(Collection<String> triggerEventTypes) {
        return database.sql("SELECT " + COLUMNS + ", revision FROM rule_revision LEFT JOIN ("
                        + " SELECT r.* FROM unnest(:triggers::text[]) AS wanted (trigger),"
                        + " LATERAL (SELECT * FROM rule WHERE is_active AND trigger_event_type = wanted.trigger"
                        + " ORDER BY priority, id LIMIT :most) r) r ON true ORDER BY priority, id")
                .bind("triggers", triggerEventTypes.toArray(String[]::new))
                .bind("most", settings.perEvent())
                .map(row -> new Active(
                        row.get("revision", Long.class),
                        row.get("id") == null ? Optional.empty() : Optional.of(rule(row))))
                .all()
                .collectList()
                .map(ActiveRules::of);
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

    Mono<Rule> insert(RuleDraft draft, @Nullable Long author, Instant now) {
        return bind(
                        database.sql(
                                "INSERT INTO rule (" + DRAFT + ", changed_by, created_at, updated_at) VALUES (:name,"
                                        + " :description, :active, :trigger, :condition, :action, :priority, :stop, :cooldown, :author, :now, :now)"
                                        + " RETURNING " + COLUMNS),
                        draft,
                        author,
                        now)
                .map(RuleRepository::rule)
                .one();
    }

    Mono<Rule> update(long id, RuleDraft draft, @Nullable Long author, Instant now) {
        return bind(
                        database.sql("UPDATE rule SET (" + DRAFT
                                        + ", changed_by, updated_at) = (:name, :description, :active,"
                                        + " :trigger, :condition, :action, :priority, :stop, :cooldown, :author, :now)"
                                        + " WHERE id = :id RETURNING " + COLUMNS)
                                .bind("id", id),
                        draft,
                        author,
                        now)
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

    /** Writes down on its last version that a rule was deleted; it leaves nothing alone any more. */
    Mono<Void> noteDeletion(long id, @Nullable Long by, Instant now) {
        return database.sql("""
                        WITH free AS (DELETE FROM rule_cooldown WHERE rule_id = :id)
                        UPDATE rule_version SET deleted_by = :by, deleted_at = :now
                         WHERE rule_id = :id AND version = (SELECT max(version) FROM rule_version WHERE rule_id = :id)""")
                .bind("id", id)
                .bind("by", Parameter.fromOrEmpty(by, Long.class))
                .bind("now", now)
                .then();
    }

    /** The versions of a rule that is or was, the newest first. */
    Flux<RuleVersion> listVersions(long id, Slice slice) {
        var part = NEWEST_FIRST.of(slice);
        return part.bind(database.sql("SELECT " + DRAFT
                                + ", rule_id, version, changed_by, (SELECT username FROM account WHERE id = changed_by), changed_at,"
                                + " deleted_by, deleted_at FROM rule_version WHERE rule_id = :id" + part.condition()
                                + part.end())
                        .bind("id", id))
                .map(row -> new RuleVersion(
                        row.get(DRAFT_SIZE, Long.class),
                        row.get(DRAFT_SIZE + 1, Integer.class),
                        draft(row),
                        row.get(DRAFT_SIZE + 2, Long.class),
                        row.get(DRAFT_SIZE + 3, String.class),
                        row.get(DRAFT_SIZE + 4, Instant.class),
                        row.get(DRAFT_SIZE + 5, Long.class),
                        row.get(DRAFT_SIZE + 6, Instant.class)))
                .all();
    }

    private static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, RuleDraft draft, @Nullable Long author, Instant now) {
        return statement
                .bind("name", draft.name())
                .bind("description", draft.description())
                .bind("active", draft.active())
                .bind("trigger", draft.triggerEventType())
                .bind("condition", RuleJson.write(draft.condition()))
                .bind("action", RuleJson.write(draft.action()))
                .bind("priority", draft.priority())
                .bind("stop", draft.stopProcessing())
                .bind("cooldown", draft.cooldownSeconds())
                .bind("author", Parameter.fromOrEmpty(author, Long.class))
                .bind("now", now);
    }

    private static Rule rule(Readable row) {
        return new Rule(
                row.get(DRAFT_SIZE, Long.class),
                row.get(DRAFT_SIZE + 1, Integer.class),
                draft(row),
                row.get(DRAFT_SIZE + 2, Instant.class),
                row.get(DRAFT_SIZE + 3, Instant.class));
    }

    /** The columns of {@link #DRAFT}, which come first. */
    static RuleDraft draft(Readable row) {
        return new RuleDraft(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, Boolean.class),
                row.get(3, String.class),
                RuleJson.read(row.get(4, Json.class)),
                RuleJson.read(row.get(5, Json.class)),
                row.get(6, Integer.class),
                row.get(7, Boolean.class),
                row.get(8, Integer.class));
    }

    private record Active(long revision, Optional<Rule> rule) {}

    /**
     * Rules in force.
     *
     * @param revision of all rules: which changes have been seen
     */
    record ActiveRules(long revision, List<Rule> rules) {

        private static ActiveRules of(List<Active> rows) {
            return new ActiveRules(
                    rows.get(0).revision(),
                    rows.stream().flatMap(row -> row.rule().stream()).toList());
        }
    }
}
