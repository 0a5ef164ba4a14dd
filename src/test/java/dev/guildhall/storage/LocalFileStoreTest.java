package dev.guildhall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.Home;
import dev.guildhall.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class LocalFileStoreTest extends FileStoreContract {

    @Override
    FileStore store() {
        return new LocalFileStore(folder.resolve("media"), Clock.systemUTC());
    }

    @Test
    void keepsFilesFromOtherUsersOfTheMachine() throws IOException {
        keep("a.png");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("media"))))
                .isEqualTo("rwx------");
    }

    @Test
    void passesOverWhatOthersHavePutThere() throws IOException {
        var key = keep("a.png");
        Files.writeString(folder.resolve("media/payment_proofs/notes.txt"), "not ours");
        assertThat(Await.all(store().list())).extracting(FileStore.Listed::key).containsExactly(key);
    }

    @Test
    void makesAFolderElsewhereForItsOwnerOnlyAndLeavesOneThatIsThere() throws IOException {
        var home = new Home(folder.resolve("home"));
        var made = settings(folder.resolve("new").toString()).folder(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");

        var shared = PosixFilePermissions.fromString("rwxrwx---");
        var given = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(given, shared);
        assertThat(Files.getPosixFilePermissions(settings(given.toString()).folder(home)))
                .isEqualTo(shared);
    }

    private static MediaSettings settings(String root) {
        return new MediaSettings("local", root, "", new S3Settings("", "", "", "", "", "", "", ""));
    }
}
