package dev.guildhall.outbox;

import dev.guildhall.database.BackgroundConnections;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The table of deliveries, for those who carry them out. The number of the attempt is their token: whoever has been overtaken by another
 * node, because the lease ran out, changes nothing any more.
 */
@Repository
@EnableConfigurationProperties(OutboxSettings.class)
class DeliveryRepository {

    private static final String MINE = " WHERE id = :id AND attempts = :attempts AND state = 'waiting'";

    /** Of so many of the oldest it is looked whose turn it is, however many are due. */
    private static final int LOOKED_AT = 500;

    /** Of one recipient before it is the turn of the others. */
    private static final int FEW = 2;

    /**
     * What is to be taken is chosen once, which is why it is not a condition of the update: PostgreSQL may ask that again for every row,
     * and would take more than there are places. Whether a row is due is asked again when it is locked, because another node may have taken
     * it meanwhile; in the update, where that cannot make the database look at everything that is due.
     */
    private static final String TAKE = """
            WITH due AS (
                SELECT id, row_number() OVER (PARTITION BY webhook_id, account_id ORDER BY next_attempt_at, id) AS turn
                  FROM (SELECT d.id, d.webhook_id, d.account_id, d.next_attempt_at
                          FROM delivery d LEFT JOIN webhook w ON w.id = d.webhook_id
                         WHERE d.channel = :channel AND d.next_attempt_at <= :now
                           AND (w.paused_until IS NULL OR w.paused_until <= :now)
                         ORDER BY d.next_attempt_at, d.id LIMIT :looked) oldest
            ), chosen AS MATERIALIZED (
                SELECT d.id AS chosen_id FROM due JOIN delivery d ON d.id = due.id
                 ORDER BY due.turn > :few, d.next_attempt_at, d.id LIMIT :most FOR UPDATE OF d SKIP LOCKED
            )
            UPDATE delivery SET attempts = attempts + 1, next_attempt_at = :later, most_attempts = coalesce(most_attempts, :tries)
              FROM chosen WHERE id = chosen_id AND next_attempt_at <= :now
            RETURNING id, account_id, webhook_id, notification_id, event_id, message, attempts, most_attempts""";

    private final DatabaseClient database;

    DeliveryRepository(BackgroundConnections background) {
        this.database = DatabaseClient.create(background.factory());
    }

    /**
     * Takes what is due, unless its webhook is paused; whoever else asks does not get it before the lease has run out. A few for each
     * recipient come first, so that the backlog of one leaves places to the others; those that are left over go to whoever has more.
     */
    Flux<Delivery> take(Channel channel, Instant now, Duration lease) {
        return database.sql(TAKE)
                .bind("channel", channel.name())
                .bind("tries", channel.schedule().attempts())
                .bind("now", now)
                .bind("later", now.plus(lease))
                .bind("looked", LOOKED_AT)
                .bind("few", FEW)
                .bind("most", channel.atOnce())
                .map(row -> new Delivery(
                        row.get(0, Long.class),
                        row.get(1, Long.class),
                        row.get(2, Long.class),
                        row.get(3, Long.class),
                        row.get(4, Long.class),
                        row.get(5, String.class),
                        row.get(6, Integer.class),
                        row.get(7, Integer.class)))
                .all();
    }

    /** @param next when to try again; empty when it is over */
    Mono<Void> settle(
            Delivery delivery, String state, Outcome outcome, Optional<Instant> next, Duration took, Instant now) {
        return database.sql("""
                        UPDATE delivery SET state = :state, next_attempt_at = :next, ended_at = :ended, failure = :failure,
                               duration_ms = :took, response_status = :status, response_text = :text""" + MINE)
                .bind("id", delivery.id())
                .bind("attempts", delivery.attempts())
                .bind("state", state)
                .bind("next", Parameter.fromOrEmpty(next.orElse(null), Instant.class))
                .bind("ended", Parameter.fromOrEmpty(next.isEmpty() ? now : null, Instant.class))
                .bind("failure", Parameter.fromOrEmpty(outcome.why().isEmpty() ? null : outcome.why(), String.class))
                .bind("took", (int) took.toMillis())
                .bind(
                        "status",
                        Parameter.fromOrEmpty(
                                outcome.response().map(Outcome.Response::status).orElse(null), Integer.class))
                .bind(
                        "text",
                        Parameter.fromOrEmpty(
                                outcome.response().map(Outcome.Response::text).orElse(null), String.class))
                .then();
    }

    /** The attempt does not count; its number is not used again all the same. */
    Mono<Void> hold(Delivery delivery, String why, Instant until) {
        return database.sql(
                        "UPDATE delivery SET next_attempt_at = :until, failure = :why, most_attempts = most_attempts + 1"
                                + MINE)
                .bind("id", delivery.id())
                .bind("attempts", delivery.attempts())
                .bind("until", until)
                .bind("why", why)
                .then();
    }

    /** Drops some of what was over before a moment, and tells how many. */
    Mono<Long> deleteEndedBefore(Instant moment, int most) {
        return database.sql("""
                        DELETE FROM delivery WHERE id IN (
                            SELECT id FROM delivery WHERE ended_at < :moment ORDER BY ended_at LIMIT :most FOR UPDATE SKIP LOCKED)""")
                .bind("moment", moment)
                .bind("most", most)
                .fetch()
                .rowsUpdated();
    }
}
