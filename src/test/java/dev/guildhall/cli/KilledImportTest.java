package dev.guildhall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.testing.OwnProcess;
import dev.guildhall.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An import in a process of its own, killed as {@code kill -9} does, wherever it happens to be. */
class KilledImportTest {

    private static final OriginalShop SHOP = OriginalShop.open();
    private static final int KILLS = 3;

    /** How many rows come in one transaction. */
    private static final int BATCH = 500;

    private static final int MESSAGES = 40 * BATCH;
    private static final int FILE_EACH = 250;

    private static final List<String> TABLES = List.of(
            "account",
            "appointment",
            "timeline_entry",
            "message",
            "read_state",
            "review",
            "review_behavior_flag",
            "behavior_flag",
            "feature_flag_account",
            "notification",
            "platform_event",
            "site_settings",
            "client_stats",
            "master_stats",
            "daily_metrics");

    /** A row but for the names of files, and for when and by which transaction it was written. */
    private static final String FACTS = """
            SELECT (SELECT jsonb_object_agg(key, value)
                      FROM jsonb_each(to_jsonb(t))
                     WHERE key NOT LIKE '%%\\_key' AND key NOT IN ('xid', 'sessions_since', 'risk_updated_at', 'score_updated_at', 'computed_at'))::text
              FROM %s t ORDER BY 1""";

    @Test
    void theNextRunBringsWhatIsMissingAndNothingTwice() throws Exception {
        fillTheChat();
        var killed = Terminal.on(TestDatabase.newUrl());
        assertThat(killed.run("migrate").exitCode()).isZero();
        var here = new Sql(killed.databaseUrl());

        for (int kill = 1; kill <= KILLS; kill++) {
            killOnceThereAreMoreThan(messages(here) + BATCH, killed, here);
        }
        assertThat(messages(here)).isBetween((long) KILLS * BATCH, (long) MESSAGES - 1);

        var last = imports(killed);
        var whole = Terminal.on(TestDatabase.newUrl());
        var unbroken = imports(whole);
        var there = new Sql(whole.databaseUrl());
        for (var table : TABLES) {
            assertThat(here.texts(FACTS.formatted(table))).as(table).isEqualTo(there.texts(FACTS.formatted(table)));
        }
        assertThat(last.at("/total/same").asInt()).isGreaterThanOrEqualTo(KILLS * BATCH);
        assertThat(last.at("/total/new").asInt() + last.at("/total/same").asInt())
                .isEqualTo(unbroken.at("/total/new").asInt());
        assertThat(last.path("refused")).isEqualTo(unbroken.path("refused"));
        var again = imports(killed);
        assertThat(again.at("/total/same")).isEqualTo(unbroken.at("/total/new"));
        assertThat(again.at("/total/new").asInt()).isZero();
        assertThat(killed.run("files", "verify").out()).contains(" missing=0 ");
    }

    /** Some messages with a file, so that it may be killed between a file and its row. */
    private static void fillTheChat() {
        SHOP.sql().execute("""
                INSERT INTO chat_message (id, created_at, updated_at, text, file, is_deleted, appointment_id, sender_id)
                SELECT 10000 + n, '2026-01-05 12:00Z'::timestamptz + n * interval '1 second', now(), 'Message ' || n,
                       CASE WHEN n %% %d = 0 THEN 'chat/notes.txt' END, false, 101, CASE WHEN n %% 2 = 0 THEN 2 ELSE 3 END
                  FROM generate_series(1, %d) n""".formatted(FILE_EACH, MESSAGES));
    }

    private static void killOnceThereAreMoreThan(long enough, Terminal terminal, Sql here)
            throws IOException, InterruptedException {
        var log = terminal.home().resolve("import.log").toFile();
        var builder = OwnProcess.of(
                        terminal.home(),
                        "--spring.profiles.active=cli",
                        "import-original",
                        "--source=" + SHOP.url(),
                        "--media=" + SHOP.media())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().put("DATABASE_URL", terminal.databaseUrl());
        var process = builder.start();
        try {
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !process.isAlive() || messages(here) > enough);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).as("see " + log).isEqualTo(128 + 9);
    }

    private static long messages(Sql here) {
        return here.number("SELECT count(*) FROM message WHERE id > 10000");
    }

    private static JsonNode imports(Terminal terminal) {
        var outcome = terminal.run("import-original", "--source=" + SHOP.url(), "--media=" + SHOP.media(), "--json");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return JsonMapper.shared().readTree(outcome.out());
    }
}
