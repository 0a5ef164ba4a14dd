package dev.guildhall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.cli.Terminal.Outcome;
import dev.guildhall.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that keep data, give it away, take it away and bring it back, on the demo. */
class KeepingCommandsTest {

    private static final Terminal SHOP = Terminal.on(TestDatabase.newUrl());
    private static final Sql SQL = new Sql(SHOP.databaseUrl());

    @TempDir
    private Path folder;

    @BeforeAll
    static void thereIsSomethingToKeep() {
        assertThat(SHOP.run("demo").exitCode()).isZero();
    }

    @Test
    void whatIsRestoredIsWhatWasBackedUp() throws IOException {
        var backup = folder.resolve("backup");
        SQL.execute("UPDATE platform_event SET xid = '9000000000000' WHERE id = (SELECT max(id) FROM platform_event)");
        var taken = SHOP.run("backup", "--output=" + backup);
        assertThat(taken.exitCode()).as(taken.err()).isZero();
        assertThat(taken.out())
                .matches(
                        "Backup taken: tables=[0-9]+ rows=[1-9][0-9]* files=[1-9][0-9]* missing=0 bytes=[0-9]+ at=\\S+ head=none\\R");
        assertThat(taken.err()).contains("Copied account: 17");

        var drill = SHOP.run("restore-drill", "--backup=" + backup);
        assertThat(drill.exitCode()).as(drill.err()).isZero();
        assertThat(drill.out())
                .matches(
                        "Drill done: tables=[0-9]+ rows=[1-9][0-9]* files=[1-9][0-9]* dropped=0 problems=0 head=none\\RRPO [0-9.]+ s, RTO [0-9.]+ s\\R");

        var empty = Terminal.on(TestDatabase.newUrl());
        var restored = json(empty.run("restore", "--backup=" + backup, "--json"));
        var copy = new Sql(empty.databaseUrl());
        assertThat(checksums(copy)).isEqualTo(checksums(SQL));
        assertThat(files(empty)).isNotEmpty().isEqualTo(files(SHOP));
        assertThat(taken.out()).contains(" rows=" + restored.path("rows").asLong() + " ");
        assertThat(restored.path("dropped_deliveries").asInt(-1)).isZero();
        assertThat(restored.path("rto_seconds").asDouble()).isPositive();
        assertThat(restored.path("rpo_seconds").asDouble()).isPositive();
        assertThat(copy.number(
                        "SELECT count(*) FROM platform_event WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())"))
                .isZero();
        assertThat(copy.number("SELECT nextval('account_id_seq') - max(id) FROM account"))
                .isPositive();
        assertThat(copy.texts("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'"))
                .isEmpty();

        var again = empty.run("restore", "--backup=" + backup, "--json");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(parsed(again).path("error").asString()).contains("is not empty");
        assertThat(again.err().lines()).singleElement().asString().contains("is not empty");
    }

    @Test
    void purgesWhatItHasCounted() {
        SQL.execute("""
                INSERT INTO telegram_login (signature, used_at, expires_at)
                SELECT 'old' || n, now() - interval '9 days', now() - interval '8 days' FROM generate_series(1, 3) n;
                INSERT INTO telegram_login (signature, used_at, expires_at) VALUES ('young', now(), now() + interval '1 hour')""");

        var counted = json(SHOP.run("purge", "--dry-run", "--json"));
        assertThat(counted.at("/kinds/telegram_logins").asInt()).isEqualTo(3);

        var purged = SHOP.run("purge");
        assertThat(purged.exitCode()).isZero();
        assertThat(purged.out()).contains("telegram_logins=3").containsPattern("Purged: rows=" + counted.path("total"));
        assertThat(SQL.texts("SELECT signature FROM telegram_login")).containsExactly("young");
        assertThat(SQL.texts("SELECT actor_kind || ' ' || action FROM audit_entry WHERE action = 'system.purged'"))
                .containsExactly("operator system.purged");
    }

    @Test
    void givesSomebodyTheirDataAndThenForgetsThem() throws IOException {
        var somebody = "(SELECT client_id FROM appointment GROUP BY client_id"
                + " HAVING bool_and(status IN ('COMPLETED', 'DECLINED_BY_MASTER', 'CANCELLED')) AND count(photo_key) > 0"
                + " ORDER BY count(*) DESC, client_id LIMIT 1)";
        var id = SQL.number("SELECT " + somebody);
        var name = SQL.texts("SELECT username FROM account WHERE id = " + id).get(0);
        var document = folder.resolve("person.json");

        var exported = json(SHOP.run(
                "export-user",
                "--username=" + name,
                "--output=" + document,
                "--files=" + folder.resolve("files"),
                "--json"));
        var data = JsonMapper.shared().readTree(Files.readString(document));
        assertThat(exported.path("id").asLong()).isEqualTo(id);
        assertThat(data.at("/tables/account/0/username").asString()).isEqualTo(name);
        assertThat(data.path("files")).isNotEmpty();
        assertThat(data.path("files"))
                .allSatisfy(key -> assertThat(folder.resolve("files").resolve(key.asString()))
                        .isNotEmptyFile());
        assertThat(Files.readString(document)).doesNotContain("password_hash", "{argon2}", "pbkdf2");

        var foretold = json(SHOP.run("erase-user", "--id=" + id, "--dry-run", "--json"));
        assertThat(SQL.texts("SELECT username FROM account WHERE id = " + id)).containsExactly(name);
        var erased = SHOP.run("erase-user", "--id=" + id, "--yes");
        assertThat(erased.exitCode()).as(erased.err()).isZero();
        assertThat(erased.out()).containsPattern("Erased: id=" + id + " rows=[0-9]+ files=" + foretold.path("files"));
        assertThat(SQL.texts("SELECT username FROM account WHERE id = " + id)).containsExactly("erased:" + id);
        assertThat(data.path("files"))
                .allSatisfy(key -> assertThat(SHOP.home().resolve("media").resolve(key.asString()))
                        .doesNotExist());

        var again = SHOP.run("erase-user", "--id=" + id, "--yes");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).startsWith("Erased already: id=" + id);
        assertThat(SQL.texts(
                        "SELECT action FROM audit_entry WHERE entity_id = '" + id + "' OR action LIKE 'cli erase%'"))
                .containsOnlyOnce("user.erased")
                .noneMatch(action -> action.startsWith("cli"));
    }

    @Test
    void givesSomebodyAllOfTheirDataWhenItIsMuch() throws IOException {
        var id = SQL.number("SELECT id FROM account WHERE role = 'admin'");
        SQL.execute("INSERT INTO notification (account_id, type, title, message)" + " SELECT " + id
                + ", 'system', 'Number ' || n, '' FROM generate_series(1, 20000) n");
        var document = folder.resolve("person.json");

        var exported = json(SHOP.run("export-user", "--id=" + id, "--output=" + document, "--json"));
        var had = SQL.number("SELECT count(*) FROM notification WHERE account_id = " + id);
        assertThat(had).isGreaterThanOrEqualTo(20_000);
        assertThat(exported.at("/rows/notification").asLong()).isEqualTo(had);
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(document))
                        .at("/tables/notification")
                        .size())
                .isEqualTo((int) had);
    }

    @Test
    void refusesToErase() {
        var open = SQL.number("SELECT client_id FROM appointment WHERE status = 'NEW' LIMIT 1");
        var admin = SQL.number("SELECT id FROM account WHERE role = 'admin'");

        assertFails(SHOP.run("erase-user", "--id=" + open, "--yes"), "of their orders are not finished");
        assertFails(SHOP.run("erase-user", "--id=" + admin, "--yes"), "Somebody who may do everything has to remain.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    purge --now                            | Unknown option: '--now'
                    export-user --id=1 --username=x --output=y | Error: --id=N, --username=NAME are mutually exclusive
                    erase-user --id=1 --yes --dry-run      | Say either --dry-run or --yes.
                    backup                                 | Missing required option: '--output=DIR'
                    restore --backup=x --target=x          | Unknown option: '--target=x'
                    """)
    void showsTheUsageToWhoeverGetsItWrong(String line, String complaint) {
        var nowhere = Terminal.on("");

        var outcome = nowhere.run(line.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith(complaint).contains("Usage: ").contains("Exit codes: 0 done");
        assertThat(nowhere.home()).isEmptyDirectory();
    }

    private static void assertFails(Outcome outcome, String why) {
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(why);
    }

    private static JsonNode json(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.err() + outcome.out()).isZero();
        return parsed(outcome);
    }

    private static JsonNode parsed(Outcome outcome) {
        assertThat(outcome.out().lines()).hasSize(1);
        return JsonMapper.shared().readTree(outcome.out());
    }

    /** Of everything but what belongs to one server. */
    private static Map<String, String> checksums(Sql sql) {
        var tables = sql.texts("""
                SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
                   AND relname NOT IN ('flyway_schema_history', 'live_shared', 'invalidation')""");
        return new TreeMap<>(tables.stream().collect(Collectors.toMap(table -> table, table -> sql.texts(
                        "SELECT count(*) || ':' || coalesce(sum(hashtextextended((to_jsonb(t) - 'xid')::text, 0)), 0) FROM \""
                                + table + "\" t")
                .get(0))));
    }

    private static List<String> files(Terminal terminal) throws IOException {
        var media = terminal.home().resolve("media");
        try (var all = Files.walk(media)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> media.relativize(file) + " " + file.toFile().length())
                    .sorted()
                    .toList();
        }
    }
}
