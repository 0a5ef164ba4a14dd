package dev.guildhall.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@GuildhallTest
class PurgeTest {

    /** So long ago that nobody else's rows are. */
    private static final Instant MOMENT = Instant.parse("2001-02-03T04:05:06Z");

    /** Moments of these names after which their rows are not to be deleted, and why. */
    private static final Map<String, String> KEPT = Map.of(
            "client_stats.override_until", "the risk falls back, the person stays",
            "master_stats.override_until", "the score falls back, the person stays",
            "metrics_seal.sealed_until", "a mark, not an end",
            "sign_in_pause.paused_until", "attempts are forgotten by every server, two hours after the latest",
            "stream_ticket.access_until", "a ticket expires before the access it gives",
            "webhook.overlap_until", "the old secret is of no use any more, the webhook stays",
            "webhook.paused_until", "it is posted to again, the webhook stays");

    @Autowired
    private PurgeRepository repository;

    @Autowired
    private Purge purge;

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @ParameterizedTest
    @EnumSource
    void deletesWhatIsOverAndNothingThatIsNot(Expiring kind) {
        var someone = api.client().id();
        var end = MOMENT.minus(kind.grace());
        Await.done(repository.delete(kind, MOMENT.plus(Duration.ofDays(1))));
        for (var off : new int[] {-1, 0, 1}) {
            insert(kind, someone, end.plusNanos(off * 1000L));
        }

        assertThat(Await.value(repository.count(kind, MOMENT))).isEqualTo(1);
        assertThat(Await.value(repository.delete(kind, MOMENT))).isEqualTo(1);
        assertThat(Await.value(repository.delete(kind, MOMENT))).isZero();
        assertThat(Await.value(repository.delete(kind, MOMENT.plus(Duration.ofDays(1)))))
                .isEqualTo(2);
    }

    @Test
    void knowsEverythingThatEnds() {
        var known = Stream.concat(
                        KEPT.keySet().stream(),
                        Arrays.stream(Expiring.values()).map(kind -> kind.table() + "." + kind.column()))
                .collect(Collectors.toSet());

        assertThat(Await.all(database.sql("""
                        SELECT c.relname || '.' || a.attname
                          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                           AND a.attname ~ '(expires_at|ends_at|valid_to|_until)$'""").mapValue(String.class).all())).isSubsetOf(known);
    }

    @Test
    void nobodyWhoIsSignedInNoticesIt() {
        var someone = api.client();

        Await.all(purge.run());

        someone.get("/me/").expect(200);
        assertThat(number("SELECT count(*) FROM login_session WHERE account_id = " + someone.id()))
                .isEqualTo(1);
        assertThat(number(
                        "SELECT count(*) FROM refresh_token t JOIN login_session s ON s.id = t.session_id WHERE s.account_id = "
                                + someone.id()))
                .isEqualTo(1);
    }

    @Test
    void forgetsLinesOfTheLiveLogThatNobodyMayResumeFrom() {
        Await.done(database.sql(
                        "INSERT INTO live_log (topic, seq, type, data, occurred_at) VALUES ('user:0', 1, 'x', '{}', '2001-02-03')")
                .then());

        var counted = Await.all(purge.count());
        var purged = Await.all(purge.run());

        assertThat(counted).filteredOn(it -> it.kind().equals("live_log")).allMatch(it -> it.rows() >= 1);
        assertThat(purged).filteredOn(it -> it.kind().equals("live_log")).allMatch(it -> it.rows() >= 1);
        assertThat(number("SELECT count(*) FROM live_log WHERE topic = 'user:0'"))
                .isZero();
    }

    private void insert(Expiring kind, long someone, Instant end) {
        var unique = UUID.randomUUID();
        var row =
                switch (kind) {
                    case SESSIONS -> "(id, account_id, expires_at) VALUES ('$u', $a, '$t')";
                    case REFRESH_TOKENS ->
                        "(jti_hash, session_id, issued_at, expires_at) SELECT '$u', id, now(), '$t' FROM login_session WHERE account_id = $a LIMIT 1";
                    case TELEGRAM_LOGINS -> "(signature, used_at, expires_at) VALUES ('$u', now(), '$t')";
                    case STREAM_TICKETS ->
                        "(ticket_hash, account_id, access_until, expires_at) VALUES ('$u', $a, now(), '$t')";
                    case IDEMPOTENCY_KEYS ->
                        "(id, account_id, fingerprint, answer, created_at, expires_at) VALUES ('$u', $a, '', '', now(), '$t')";
                    case RULE_PAUSES -> "(rule_id, entity_type, entity_id, ends_at) VALUES (1, 'Test', '$u', '$t')";
                    case INVALIDATIONS -> "(kind, key, created_at) VALUES ('test', '$u', '$t')";
                };
        Await.done(database.sql("INSERT INTO " + kind.table() + " "
                        + row.replace("$u", unique.toString())
                                .replace("$a", String.valueOf(someone))
                                .replace("$t", end.toString()))
                .then());
    }

    private long number(String sql) {
        return Await.value(database.sql(sql).mapValue(Long.class).one());
    }
}
