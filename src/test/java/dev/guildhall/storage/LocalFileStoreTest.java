package dev.guildhall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.Home;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.web.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.test.StepVerifier;

class LocalFileStoreTest {

    private static final byte[] CONTENT = "%PDF-1.7 and more".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private FileStore store;

    @BeforeEach
    void open() {
        store = new LocalFileStore(folder.resolve("media"));
    }

    @Test
    void givesBackWhatItKeeps() throws IOException {
        var key = keep("Proof.PDF");
        assertThat(key).matches("payment_proofs/[0-9a-f]{32}\\.pdf");
        StepVerifier.create(store.find(key).flatMapMany(StoredFile::content).as(DataBufferUtils::join))
                .assertNext(bytes -> assertThat(bytes.toString(StandardCharsets.UTF_8))
                        .isEqualTo(new String(CONTENT, StandardCharsets.UTF_8)))
                .verifyComplete();
        StepVerifier.create(store.find(key))
                .assertNext(file -> {
                    assertThat(file.size()).isEqualTo(CONTENT.length);
                    assertThat(StandardCharsets.UTF_8
                                    .decode(file.head().duplicate())
                                    .toString())
                            .isEqualTo("%PDF-1.7 and mor");
                })
                .verifyComplete();
        assertThat(folder.resolve("upload")).doesNotExist();
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
        StepVerifier.create(store.delete(key)).verifyComplete();
        StepVerifier.create(store.find(key)).verifyComplete();
        StepVerifier.create(store.delete(key)).verifyComplete();
    }

    @Test
    void aFileThatIsDeletedBeforeItIsReadIsNotFound() throws IOException {
        var key = keep("a.png");
        StepVerifier.create(
                        store.find(key).flatMapMany(file -> store.delete(key).thenMany(file.content())))
                .verifyError(NotFound.class);
    }

    @Test
    void keepsFilesFromOtherUsersOfTheMachine() throws IOException {
        keep("a.png");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("media"))))
                .isEqualTo("rwx------");
    }

    @Test
    void makesAFolderElsewhereForItsOwnerOnlyAndLeavesOneThatIsThere() throws IOException {
        var home = new Home(folder.resolve("home"));
        var made = new MediaSettings("local", folder.resolve("new").toString()).folder(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");

        var shared = PosixFilePermissions.fromString("rwxrwx---");
        var given = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(given, shared);
        assertThat(Files.getPosixFilePermissions(new MediaSettings("local", given.toString()).folder(home)))
                .isEqualTo(shared);
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
    void noKeyLeadsOutOfTheFolder(String key) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "secret");
        StepVerifier.create(store.find(key)).verifyComplete();
        StepVerifier.create(store.delete(key)).verifyComplete();
        assertThat(secret).exists();
    }

    private String keep(String filename) throws IOException {
        var content = Files.write(folder.resolve("upload"), CONTENT);
        var upload = new Upload(filename, content, CONTENT.length, ByteBuffer.wrap(CONTENT));
        return store.keep(upload, Category.PAYMENT_PROOFS).blockOptional().orElseThrow();
    }
}
