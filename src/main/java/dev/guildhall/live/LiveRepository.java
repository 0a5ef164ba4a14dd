package dev.guildhall.live;

import dev.guildhall.database.BackgroundConnections;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The tables of the live log, as they come and go. */
@Repository
class LiveRepository {

    private static final String PREFIX = "live_log_";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    /** One node at a time; and rather not now than making writers wait for long. */
    private static final String CAREFULLY = """
            DO $$ BEGIN
                IF pg_try_advisory_xact_lock(hashtext('guildhall.live_log')) THEN
                    SET LOCAL lock_timeout = '2s';
                    %s
                END IF;
            END $$""";

    private static final String PARTITION = """
            IF to_regclass('$name') IS NULL THEN
                LOCK TABLE live_log_rest IN ACCESS EXCLUSIVE MODE;
                CREATE TABLE $name (LIKE live_log INCLUDING ALL);
                WITH moved AS (DELETE FROM live_log_rest WHERE occurred_at >= $from AND occurred_at < $to RETURNING *)
                INSERT INTO $name SELECT * FROM moved;
                ALTER TABLE live_log ATTACH PARTITION $name FOR VALUES FROM ($from) TO ($to);
            END IF;""";

    private final DatabaseClient database;

    LiveRepository(BackgroundConnections background) {
        this.database = DatabaseClient.create(background.factory());
    }

    /** Lines of the day that came before its partition move in. */
    Mono<Void> makePartition(LocalDate day) {
        return carefully(PARTITION
                .replace("$name", PREFIX + DAY.format(day))
                .replace("$from", "'" + day + "+00'")
                .replace("$to", "'" + day.plusDays(1) + "+00'"));
    }

    /** The name of a partition says its day. */
    Mono<Void> dropPartitionsBefore(LocalDate day) {
        return database.sql("""
                        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                         WHERE i.inhparent = 'live_log'::regclass AND c.relname ~ '^live_log_[0-9]{8}$' AND c.relname < $1""")
                .bind(0, PREFIX + DAY.format(day))
                .mapValue(String.class)
                .all()
                .collectList()
                .flatMapIterable(old -> old)
                .concatMap(old -> carefully("DROP TABLE IF EXISTS " + old + ";"))
                .then();
    }

    /** What is in no partition of a day, and what is not partitioned. */
    Mono<Void> deleteBefore(Instant oldest, Instant now) {
        return database.sql("""
                        WITH rest AS (DELETE FROM live_log_rest WHERE occurred_at < $1),
                             tickets AS (DELETE FROM stream_ticket WHERE expires_at < $2)
                        DELETE FROM live_shared WHERE occurred_at < $1""").bind(0, oldest).bind(1, now).then();
    }

    /** What {@link #dropPartitionsBefore} and {@link #deleteBefore} would take away of the log. */
    Mono<Long> countBefore(Instant oldest, LocalDate day) {
        return database.sql("""
                        SELECT (SELECT count(*) FROM live_log WHERE occurred_at < $2 AND tableoid <> 'live_log_rest'::regclass)
                             + (SELECT count(*) FROM live_log_rest WHERE occurred_at < $1)
                             + (SELECT count(*) FROM live_shared WHERE occurred_at < $1)""")
                .bind(0, oldest)
                .bind(1, day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .mapValue(Long.class)
                .one();
    }

    private Mono<Void> carefully(String ddl) {
        return database.sql(CAREFULLY.formatted(ddl)).then();
    }
}
