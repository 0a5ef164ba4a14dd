package dev.guildhall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.web.Upload;
import dev.guildhall.storage.FileOwner.Named;
import dev.guildhall.storage.FileStore.Listed;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.TestClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

class FileVerificationTest {

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final List<Named> named = new ArrayList<>();
    private FileStore store;
    private FileVerification verification;

    @BeforeEach
    void open() {
        store = new LocalFileStore(folder, Clock.systemUTC());
        verification = new FileVerification(store, List.of(() -> Flux.fromIterable(named)), clock);
    }

    @Test
    void findsWhatIsMissingAndWhatNobodyNames() throws IOException {
        var kept = kept(Duration.ofDays(2));
        var orphan = kept(Duration.ofDays(2));
        var gone = "payment_proofs/" + "0".repeat(32) + ".png";
        named.add(new Named("message 1, file", kept));
        named.add(new Named("appointment 2, payment proof", gone));

        var found = Await.value(verification.verify());

        assertThat(found.files()).isEqualTo(2);
        assertThat(found.named()).isEqualTo(2);
        assertThat(found.missing()).containsExactly(new Named("appointment 2, payment proof", gone));
        assertThat(found.orphans()).extracting(Listed::key).containsExactly(orphan);
    }

    @Test
    void aFileOfTheLastHourMayStillGetItsRow() throws IOException {
        kept(Duration.ofMinutes(50));
        assertThat(Await.value(verification.verify()).orphans()).isEmpty();
    }

    @Test
    void aFileThatIsKeptWhileFilesAreListedIsNotMissing() throws IOException {
        var late = new FileVerification(
                store, List.of(() -> Flux.defer(() -> Flux.just(new Named("message 1, file", keptNow())))), clock);
        assertThat(Await.value(late.verify()).missing()).isEmpty();
    }

    @Test
    void deletesOrphansThatAreOlderThanADay() throws IOException {
        var old = kept(Duration.ofHours(25));
        var young = kept(Duration.ofHours(23));

        assertThat(Await.value(
                        verification.delete(Await.value(verification.verify()).orphans())))
                .isEqualTo(1);

        assertThat(Await.all(store.list()))
                .extracting(Listed::key)
                .containsExactly(young)
                .doesNotContain(old);
    }

    private String keptNow() {
        try {
            return kept(Duration.ZERO);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String kept(Duration ago) throws IOException {
        var file = Files.write(folder.resolve("upload"), new byte[1]);
        var key = Await.value(
                store.keep(new Upload("file", "a.png", file, 1, ByteBuffer.allocate(0)), Category.CHAT_FILES));
        Files.setLastModifiedTime(
                folder.resolve(key), FileTime.from(clock.instant().minus(ago)));
        return key;
    }
}
