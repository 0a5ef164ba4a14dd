package dev.guildhall.original;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guildhall.cli.Sql;
import dev.guildhall.database.OtherDatabase;
import dev.guildhall.shared.Conflict;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Tables;
import dev.guildhall.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is refused before anything is written. */
@GuildhallTest
class OriginalImportTest {

    @Autowired
    private OriginalImport original;

    @Autowired
    private DatabaseClient database;

    @Test
    void refusesWhatIsNoDatabaseOfTheOriginal() {
        refuses(TestDatabase.newUrl(), "original.schema", "accounts_user.username");
    }

    @Test
    void namesTheColumnsThatAreMissing() throws IOException {
        var other = TestDatabase.newUrl();
        new Sql(other).execute(schema() + "; ALTER TABLE chat_message DROP COLUMN text; DROP TABLE platform_rule;");

        refuses(
                other,
                "original.schema",
                "chat_message.text, platform_rule.action_json, platform_rule.condition_json, platform_rule.created_at, platform_rule.id,"
                        + " platform_rule.is_active, platform_rule.name, platform_rule.trigger_event_type, platform_rule.updated_at");
    }

    @Test
    void refusesWhoDoesNotAnswer() {
        refuses(
                "postgresql://ann:hushhush@127.0.0.1:1/shop",
                "original.unreachable",
                "postgresql://ann@127.0.0.1:1/shop");
    }

    @Test
    void refusesAPasswordThatIsWrong() {
        refuses(TestDatabase.newUrl().replace("postgres:test@", "nobody:hushhush@"), "original.unreachable", "nobody@");
    }

    /** The people of the other tests did not come from anywhere. */
    @Test
    void refusesToMixPeople() throws IOException {
        var other = TestDatabase.newUrl();
        new Sql(other).execute(schema());

        refuses(other, "original.not_empty", "");
    }

    private void refuses(String source, String code, String words) {
        var order = new ImportOrder(OtherDatabase.at("--source", source), null, false, progress -> {});
        Tables.expectUntouched(database, () -> assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> Await.value(original.run(order)))
                .matches(refused -> refused.code().equals(code))
                .matches(refused -> said(refused).contains(words), "says " + words)
                .matches(refused -> !said(refused).contains("hushhush"), "does not say the password"));
    }

    private static String said(Conflict refused) {
        var said = new StringBuilder();
        for (var argument : refused.arguments()) {
            said.append(argument).append(' ');
        }
        return said.toString();
    }

    private static String schema() throws IOException {
        try (var file = OriginalImportTest.class.getResourceAsStream("/original/schema.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
