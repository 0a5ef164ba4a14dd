package dev.guildhall.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * The folder in which this installation keeps what is its own: the embedded database, generated keys, uploaded files. From
 * {@code GUILDHALL_HOME}; made when it is first needed, for the eyes of its
 * owner only.
 *
 * @param path absolute
 */
@ConfigurationProperties("guildhall.home")
public record Home(Path path) {

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    /** A text rather than a path, because the framework would look for a relative path on the class path first. */
    @ConstructorBinding
    public Home(String path) {
        this(Path.of(path));
    }

    /** The folder itself, which exists now. */
    public Path folder() {
        return made(path);
    }

    /** A folder inside, which exists now. Blocks on the disk: for start-up, not for event loops. */
    public Path folder(String name) {
        return made(path.resolve(name));
    }

    /** A folder anywhere, which exists now; with those around it for the eyes of its owner only, unless they were there. Blocks. */
    public static Path ownersFolder(Path folder) throws IOException {
        return Files.createDirectories(folder, ownerOnly(folder));
    }

    private static Path made(Path folder) {
        try {
            return ownersFolder(folder);
        } catch (IOException e) {
            throw new InvalidSetting(
                    "GUILDHALL_HOME", "must be a folder this process can write to, and " + folder + " is not");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
