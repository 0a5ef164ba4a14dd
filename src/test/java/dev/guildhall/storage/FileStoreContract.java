package dev.guildhall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.web.Upload;
import dev.guildhall.testing.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What every store of files does. */
@Timeout(60)
abstract class FileStoreContract {

    static final byte[] CONTENT = "%PDF-1.7 and more".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    abstract FileStore store();

    @Test
    void givesBackWhatItKeeps() throws IOException {
        var key = keep("Proof.PDF");
        assertThat(key).matches("payment_proofs/[0-9a-f]{32}\\.pdf");
        assertThat(read(key)).isEqualTo(CONTENT);
        var file = Await.value(store().find(key));
        assertThat(file.size()).isEqualTo(CONTENT.length);
        assertThat(StandardCharsets.UTF_8.decode(file.head().duplicate()).toString())
                .isEqualTo("%PDF-1.7 and mor");
        assertThat(file.head().isReadOnly()).isTrue();
        assertThat(folder.resolve("upload")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 10 * 1024 * 1024})
    void keepsFilesOfAnySize(int size) throws IOException {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        var key = keep("a.bin", content);
        assertThat(read(key)).isEqualTo(content);
        assertThat(Await.value(store().find(key)).size()).isEqualTo(size);
    }

    @Test
    void givesAFileAgainToWhoeverReadsItAgain() throws IOException {
        var file = Await.value(store().find(keep("a.pdf")));
        assertThat(read(file.content())).isEqualTo(CONTENT);
        assertThat(read(file.content())).isEqualTo(CONTENT);
    }

    @Test
    void doesNotMindReadersWhoLeave() throws IOException {
        var content = new byte[4_000_000];
        var key = keep("a.bin", content);
        for (int i = 0; i < 100; i++) {
            Await.done(store().find(key)
                    .flatMapMany(StoredFile::content)
                    .doOnNext(DataBufferUtils::release)
                    .take(1)
                    .then());
        }
        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void keepsFilesOfTheSameNameApart() throws IOException {
        assertThat(keep("same.png")).isNotEqualTo(keep("same.png"));
    }

    @Test
    void dropsExtensionsThatAreMoreThanLetters() throws IOException {
        assertThat(keep("a.p/../ng")).matches("payment_proofs/[0-9a-f]{32}");
        assertThat(keep("noextension")).matches("payment_proofs/[0-9a-f]{32}");
    }

    @Test
    void forgetsWhatIsDeleted() throws IOException {
        var key = keep("a.png");
        StepVerifier.create(store().delete(key)).verifyComplete();
        StepVerifier.create(store().find(key)).verifyComplete();
        StepVerifier.create(store().delete(key)).verifyComplete();
    }

    @Test
    void aFileThatIsDeletedBeforeItIsReadIsNotFound() throws IOException {
        var key = keep("a.png");
        StepVerifier.create(store().find(key)
                        .flatMapMany(file -> store().delete(key).thenMany(file.content())))
                .verifyError(NotFound.class);
    }

    @Test
    void listsWhatThereIs() throws IOException {
        var one = keep("a.png");
        var other = keep("b.pdf");
        Await.done(store().delete(one));
        var listed = Await.all(store().list()
                .filter(file -> file.key().equals(one) || file.key().equals(other)));
        assertThat(listed).extracting(FileStore.Listed::key).containsExactly(other);
        assertThat(Duration.between(listed.get(0).since(), Instant.now())).isLessThan(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "payment_proofs/../../secret",
                "payment_proofs/0123456789abcdef0123456789abcdef/../../../secret",
                "other/0123456789abcdef0123456789abcdef.png",
                "/etc/passwd",
                "",
                "payment_proofs/",
                "payment_proofs/proof.png"
            })
    void noKeyLeadsOutOfTheStore(String key) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "secret");
        StepVerifier.create(store().find(key)).verifyComplete();
        StepVerifier.create(store().delete(key)).verifyComplete();
        assertThat(secret).exists();
    }

    @Test
    void aFailureKeepsNothing() throws IOException {
        var before = Await.all(store().list()).size();
        var upload = new Upload("file", "a.png", folder.resolve("nowhere"), 10, ByteBuffer.allocate(0));
        StepVerifier.create(store().keep(upload, Category.CHAT_FILES)).verifyError();
        assertThat(Await.all(store().list())).hasSize(before);
    }

    String keep(String filename) throws IOException {
        return keep(filename, CONTENT);
    }

    String keep(String filename, byte[] bytes) throws IOException {
        var content = Files.write(folder.resolve("upload"), bytes);
        var upload = new Upload("file", filename, content, bytes.length, ByteBuffer.wrap(bytes));
        return Await.value(store().keep(upload, Category.PAYMENT_PROOFS));
    }

    private byte[] read(String key) {
        return read(store().find(key).flatMapMany(StoredFile::content));
    }

    private static byte[] read(Flux<org.springframework.core.io.buffer.DataBuffer> content) {
        var joined = Await.value(DataBufferUtils.join(content));
        var bytes = new byte[joined.readableByteCount()];
        joined.read(bytes);
        DataBufferUtils.release(joined);
        return bytes;
    }
}
