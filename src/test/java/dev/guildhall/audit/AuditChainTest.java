package dev.guildhall.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.audit.AuditEntry.Seal;
import dev.guildhall.audit.AuditQueries.Problem;
import dev.guildhall.audit.AuditQueries.Verdict;
import dev.guildhall.database.Transactions;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.OwnDatabase;
import dev.guildhall.testing.TestClock;
import dev.guildhall.testing.Together;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ContextConfiguration;
import reactor.core.publisher.Mono;

/** The chain, and who tampers with it, who can do everything to the database. On a database of its own. */
@GuildhallTest
@ContextConfiguration(initializers = OwnDatabase.class)
class AuditChainTest {

    private static final int ROWS = 10;

    @Autowired
    private Audit audit;

    @Autowired
    private AuditRepository repository;

    @Autowired
    private AuditVerification verification;

    @Autowired
    private AuditSealing sealing;

    @Autowired
    private Transactions transactions;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void tenRowsAreSealed() {
        sealing.stop();
        tamper("TRUNCATE audit_entry, audit_seal, audit_unsealed, audit_redaction RESTART IDENTITY");
        IntStream.range(0, ROWS).forEach(this::write);
        seal();
    }

    @AfterEach
    void theNodeGoesOn() {
        sealing.start();
    }

    @Test
    void isWholeAsItWasWritten() {
        var verdict = verify();

        assertThat(verdict.problem()).isNull();
        assertThat(verdict.rows()).isEqualTo(ROWS);
        assertThat(Objects.requireNonNull(verdict.head()).seq()).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor_name = 'somebody else'",
                "actor_id = 5",
                "actor_kind = 'admin'",
                "admin_role = 'support'",
                "action = 'user.praised'",
                "entity_type = 'Rule'",
                "entity_id = '6'",
                "state_before = '{\"is_banned\": true}'",
                "state_after = NULL",
                "request_id = 'x'",
                "reason = 'because'",
                "occurred_at = occurred_at + interval '1 microsecond'"
            })
    void namesTheFirstRowThatWasChanged(String change) {
        tamper("UPDATE audit_entry SET " + change + " WHERE id IN (4, 7)");

        assertThat(verify().problem()).isEqualTo(Problem.ROW_CHANGED);
        assertThat(verify().entryId()).isEqualTo(4);
    }

    @Test
    void namesARowThatWasTakenAway() {
        tamper("DELETE FROM audit_entry WHERE id = 6");

        assertThat(verify().problem()).isEqualTo(Problem.ROW_MISSING);
        assertThat(verify().entryId()).isEqualTo(6);
    }

    @Test
    void noticesARowThatWasTakenAwayWithItsSeal() {
        tamper("DELETE FROM audit_seal WHERE entry_id = 6");
        tamper("DELETE FROM audit_entry WHERE id = 6");

        assertThat(verify().problem()).isEqualTo(Problem.SEAL_MISSING);
        assertThat(verify().entryId()).isEqualTo(7);
    }

    @Test
    void noticesSealsThatWereNumberedAnewToHideAGap() {
        tamper("DELETE FROM audit_seal WHERE entry_id = 6");
        tamper("DELETE FROM audit_entry WHERE id = 6");
        LongStream.rangeClosed(7, ROWS)
                .forEach(id -> tamper("UPDATE audit_seal SET seq = seq - 1 WHERE entry_id = " + id));

        assertThat(verify().problem()).isEqualTo(Problem.ROW_CHANGED);
        assertThat(verify().entryId()).isEqualTo(7);
    }

    @Test
    void noticesARowThatWasSlippedInOrKeptFromBeingSealed() {
        write(ROWS);
        tamper("DELETE FROM audit_unsealed");
        assertThat(verify().problem()).isNull();

        try (var later = clock.ahead(Duration.ofMinutes(11))) {
            assertThat(verify().problem()).isEqualTo(Problem.NOT_SEALED);
            assertThat(verify().entryId()).isEqualTo(ROWS + 1);
        }
    }

    @Test
    void whoCutsTheEndOffCannotKeepAHeadThatWasNoted() {
        var noted = Objects.requireNonNull(verify().head());
        assertThat(verification.contains(noted).block()).isTrue();

        tamper("DELETE FROM audit_seal WHERE seq > 8");
        tamper("DELETE FROM audit_entry WHERE id > 8");
        assertThat(verify().problem()).isNull();
        assertThat(verification.contains(noted).block()).isFalse();

        write(1);
        write(2);
        seal();
        assertThat(Objects.requireNonNull(verify().head()).seq()).isEqualTo(noted.seq());
        assertThat(verification.contains(noted).block()).isFalse();
        assertThat(verification.contains(new Seal(99, noted.hash())).block()).isFalse();
    }

    @Test
    void anErasureMayTakeWordsAwayAndSaysSo() {
        var head = Objects.requireNonNull(verify().head());
        erase("id IN (4, 7)");
        seal();

        assertThat(verify().problem()).isNull();
        assertThat(verify().redacted()).isEqualTo(2);
        assertThat(verification.contains(head).block()).isTrue();
    }

    @Test
    void nothingElseMayBeChangedNorAfterwards() {
        erase("id = 4");
        tamper("UPDATE audit_entry SET reason = 'another' WHERE id = 4");

        assertThat(verify().problem()).isEqualTo(Problem.ROW_CHANGED);
        assertThat(verify().entryId()).isEqualTo(4);
    }

    @Test
    void aChangeIsNoErasureBecauseSomebodySaysSo() {
        erase("id = 7");
        tamper("UPDATE audit_entry SET reason = 'another' WHERE id = 8");
        tamper("INSERT INTO audit_redaction SELECT e.id, 'test', sha256(convert_to(" + AuditQueries.LINE
                + ", 'UTF8')) FROM audit_entry e WHERE e.id = 8");

        assertThat(verify().problem()).isEqualTo(Problem.ROW_CHANGED);
        assertThat(verify().entryId()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor_id = 5", "action = 'user.praised'", "entity_id = '6'", "occurred_at = now()"})
    void anErasureTakesNoFactsAway(String change) {
        assertThatThrownBy(() -> transactions
                        .run(permit().then(database.sql("UPDATE audit_entry SET " + change + " WHERE id = 4")
                                .then()))
                        .block())
                .hasMessageContaining("append-only");
    }

    @Test
    void nobodyElseTakesWordsAway() {
        assertThatThrownBy(() -> database.sql("UPDATE audit_entry SET reason = '' WHERE id = 4")
                        .then()
                        .block())
                .hasMessageContaining("append-only");
    }

    /** As {@code erase-user} does it. */
    private void erase(String rows) {
        var redaction = AuditRedaction.recorded("UPDATE audit_entry SET reason = 'gone' WHERE " + rows, "'test'");
        transactions
                .run(permit().then(database.sql(redaction)
                                .map(row -> row.get(1, String.class))
                                .one())
                        .flatMap(digest -> audit.note(new AuditNote(
                                AuditRedaction.ERASED,
                                "Account",
                                5,
                                null,
                                Map.of("erasure", "test", "digest", digest)))))
                .block();
    }

    private Mono<Void> permit() {
        return database.sql("SELECT set_config('" + AuditRedaction.PERMISSION + "', 'on', true)")
                .then();
    }

    /** They also compete with the node itself. */
    @Test
    void hasNoGapsWhoeverSealsAndHoweverManyWriteMeanwhile() {
        sealing.start();
        try {
            Together.times(8, number -> {
                IntStream.range(0, 30).forEach(again -> {
                    write(again);
                    trySealing();
                });
                return number;
            });
        } finally {
            sealing.stop();
        }
        seal();

        var verdict = verify();
        assertThat(verdict.problem()).isNull();
        assertThat(verdict.rows()).isEqualTo(ROWS + 8 * 30);
        assertThat(Objects.requireNonNull(verdict.head()).seq()).isEqualTo(verdict.rows());
    }

    private void write(int number) {
        var note = new AuditNote(
                "user.banned", "Account", number, Map.of("is_banned", false), Map.of("is_banned", true, "n", number));
        transactions.run(audit.note(note)).block();
    }

    /** Somebody else may be faster, and then it fails. */
    private void trySealing() {
        repository.seal(clock.instant()).onErrorResume(taken -> Mono.empty()).block();
    }

    /** Until nothing is left, whoever does it. */
    private void seal() {
        await().until(() -> {
            trySealing();
            return Await.value(database.sql("SELECT count(*) FROM audit_unsealed")
                            .mapValue(Long.class)
                            .one())
                    == 0;
        });
    }

    private Verdict verify() {
        return Objects.requireNonNull(verification.verify().block());
    }

    /** As somebody to whom the database belongs: no trigger fires. */
    private void tamper(String sql) {
        transactions
                .run(database.sql("SET LOCAL session_replication_role = replica")
                        .then()
                        .then(database.sql(sql).then()))
                .block();
    }
}
