package dev.guildhall.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.guildhall.shared.Home;
import dev.guildhall.shared.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * Where the secret comes from: the environment, or a file in the home folder that is made at the first start and readable by its owner
 * only. An installation with a database of its own must be told, because its nodes have to agree.
 */
final class SecretKeySource {

    /** HS256 wants a key at least as long as its hash. */
    private static final int SHORTEST = 32;

    private static final String RULE = "must be a secret of at least " + SHORTEST + " bytes, the same on every node";

    private final String secret;

    /**
     * @param given {@code SECRET_KEY}, or an empty text
     * @param embedded whether the database is the embedded one, so that a secret can be made up
     */
    SecretKeySource(String given, boolean embedded, Home home) {
        this.secret = given.isBlank() && embedded ? kept(home.folder()) : given;
        if (secret.getBytes(UTF_8).length < SHORTEST) {
            throw new InvalidSetting("SECRET_KEY", RULE);
        }
    }

    String secret() {
        return secret;
    }

    private static String kept(Path home) {
        var file = home.resolve("secret-key");
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            return Files.readString(file).strip();
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot keep the secret key in " + file, unusable);
        }
    }

    private static void create(Path file) throws IOException {
        var random = new byte[48];
        new SecureRandom().nextBytes(random);
        try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), ownerOnly(file))) {
            channel.write(ByteBuffer.wrap(HexFormat.of().formatHex(random).getBytes(UTF_8)));
            channel.force(true);
        } catch (FileAlreadyExistsException another) {
            // Somebody else has just made it.
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
