package dev.guildhall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.web.Upload;
import dev.guildhall.storage.Category;
import dev.guildhall.storage.Storage;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestS3;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Files and rows that do not know of each other, as an operator finds them. */
class FilesCommandTest {

    @Test
    void tellsWhatIsMissingAndWhatNobodyNamesAndClearsUp() throws IOException {
        var terminal = Terminal.on(TestDatabase.newUrl());
        assertThat(terminal.run("demo").exitCode()).isZero();
        var well = terminal.run("files", "verify");
        assertThat(well.exitCode()).isZero();
        assertThat(well.out()).matches("(?s)Files verified: files=(\\d+) named=\\1 missing=0 orphans=0 deleted=0\\R");

        var media = terminal.home().resolve("media");
        var nameless = "chat_files/" + "0".repeat(32) + ".png";
        var orphan = media.resolve(nameless);
        Files.createFile(orphan);
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        var sql = new Sql(terminal.databaseUrl());
        var proof = sql.texts("SELECT payment_proof_key FROM appointment WHERE payment_proof_key IS NOT NULL LIMIT 1")
                .get(0);
        Files.delete(media.resolve(proof));

        var found = terminal.run("files", "verify");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out()).contains("payment proof: " + proof, nameless).contains("missing=1 orphans=1 deleted=0");

        var cleared = terminal.run("files", "verify", "--json", "--delete-orphans");
        assertThat(cleared.exitCode()).isEqualTo(1);
        var report = JsonMapper.shared().readTree(cleared.out());
        assertThat(report.path("missing").path(0).path("key").asString()).isEqualTo(proof);
        assertThat(report.path("orphans").path(0).path("key").asString()).isEqualTo(nameless);
        assertThat(report.path("deleted").asInt()).isEqualTo(1);
        assertThat(orphan).doesNotExist();
    }

    @Test
    void looksIntoTheBucketWhenThereIsOne() throws IOException {
        var terminal = Terminal.on(TestDatabase.newUrl());
        var settings = new HashMap<>(TestS3.settings());
        settings.put("S3_PREFIX", "files-command/");
        try (var store = Storage.inBucket("files-command/")) {
            var file = Files.write(terminal.home().resolve("upload"), new byte[1]);
            Await.done(store.keep(new Upload("file", "a.png", file, 1, ByteBuffer.allocate(0)), Category.CHAT_FILES));
        }

        var found = terminal.with(settings).run("files", "verify");
        assertThat(found.out())
                .isEqualToIgnoringNewLines("Files verified: files=1 named=0 missing=0 orphans=0 deleted=0");
        assertThat(found.exitCode()).isZero();

        settings.put("S3_SECRET_KEY", "hushhush");
        var refused = terminal.with(settings).run("files", "verify", "--json");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(JsonMapper.shared()
                        .readTree(refused.lastLine())
                        .path("error")
                        .asString())
                .isNotBlank()
                .isEqualTo(refused.lastComplaint());
        assertThat(refused.out() + refused.err()).doesNotContain("hushhush");
    }

    @Test
    void saysWhatItCanDo() {
        assertThat(Terminal.on("").run("files").exitCode()).isEqualTo(2);
        assertThat(Terminal.on("").run("files", "verify", "--help").out()).contains("--delete-orphans", "--json");
    }
}
