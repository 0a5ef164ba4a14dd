package dev.guildhall.backup;

import dev.guildhall.backup.Manifest.Content;
import dev.guildhall.shared.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The folder of a backup. It has another name until all of it is there and on disk. Everything here blocks. */
record BackupFolder(Path path) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final String MANIFEST = "manifest.json";
    private static final int PIECE_BYTES = 64 * 1024;

    /** The folder that will become the given one; fails if that is there. */
    static BackupFolder begin(Path target) throws IOException {
        if (Files.exists(target)) {
            throw new IllegalStateException(target + " is there already; a backup is never overwritten");
        }
        var absolute = target.toAbsolutePath();
        var around = Home.ownersFolder(Objects.requireNonNull(absolute.getParent()));
        return new BackupFolder(Files.createTempDirectory(around, "." + absolute.getFileName() + "-"));
    }

    /** A backup that is whole; fails if there is none. */
    static BackupFolder open(Path path) {
        if (Files.notExists(path.resolve(MANIFEST))) {
            throw new IllegalStateException(path + " is no backup: there is no " + MANIFEST);
        }
        return new BackupFolder(path);
    }

    Manifest manifest() throws IOException {
        try {
            var manifest = JSON.readValue(Files.readString(path.resolve(MANIFEST)), Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw new IllegalStateException(
                        path + " has format " + manifest.format() + ", which this version does not know");
            }
            return manifest;
        } catch (JacksonException broken) {
            throw new IllegalStateException(path + " is no backup: " + MANIFEST + " cannot be read", broken);
        }
    }

    /** Makes a table's part. */
    OutputStream table(String name) throws IOException {
        Home.ownersFolder(path.resolve("tables"));
        return new GZIPOutputStream(Files.newOutputStream(path.resolve(tableFile(name))), PIECE_BYTES);
    }

    InputStream read(Manifest.Table table) throws IOException {
        return new GZIPInputStream(Files.newInputStream(inside(table.content().name())), PIECE_BYTES);
    }

    static String tableFile(String name) {
        return "tables/" + name + ".copy.gz";
    }

    /** Where the uploaded file of a key is. */
    Path file(String key) {
        return inside("files/" + key);
    }

    /** Where one is to be made. */
    Path newFile(String key) throws IOException {
        Home.ownersFolder(Objects.requireNonNull(file(key).getParent()));
        return file(key);
    }

    /** What a file is by now, which is on disk when this returns. */
    Content finished(String name, Path file) throws IOException {
        synced(file);
        return new Content(name, Files.size(file), sha256(file));
    }

    Content finishedTable(String name) throws IOException {
        return finished(tableFile(name), path.resolve(tableFile(name)));
    }

    Content finishedFile(String key) throws IOException {
        return finished(key, file(key));
    }

    /** Gives the whole its name. */
    void become(Path target, Manifest manifest) throws IOException {
        var list = path.resolve(MANIFEST);
        Files.writeString(list, JSON.writeValueAsString(manifest));
        synced(list);
        try (var folders = Files.walk(path)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                syncedFolder(folder);
            }
        }
        Files.move(path, target.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE);
        syncedFolder(Objects.requireNonNull(target.toAbsolutePath().getParent()));
    }

    void discard() throws IOException {
        FileSystemUtils.deleteRecursively(path);
    }

    /** What of it is not there, or not what it was. */
    List<String> problems(Manifest manifest) throws IOException {
        var problems = new ArrayList<String>();
        for (var table : manifest.tables()) {
            addProblem(problems, table.content(), inside(table.content().name()));
        }
        for (var file : manifest.files()) {
            addProblem(problems, file, file(file.name()));
        }
        return problems;
    }

    private static void addProblem(List<String> problems, Content content, Path file) throws IOException {
        if (Files.notExists(file)) {
            problems.add(content.name() + " is missing");
        } else if (Files.size(file) != content.bytes() || !sha256(file).equals(content.sha256())) {
            problems.add(content.name() + " is not what it was");
        }
    }

    /** A manifest that somebody has written leads nowhere else. */
    private Path inside(String name) {
        var file = path.resolve(name).normalize();
        if (!file.startsWith(path.normalize())) {
            throw new IllegalStateException(name + " leads out of the backup");
        }
        return file;
    }

    private static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var piece = new byte[PIECE_BYTES];
            for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static void synced(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Where folders can be opened; elsewhere, on Windows, there is nothing to do. */
    private static void syncedFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(folder)) {
                channel.force(true);
            }
        }
    }
}
