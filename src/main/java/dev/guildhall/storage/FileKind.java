package dev.guildhall.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.springframework.util.function.SingletonSupplier;

/** What a file is, by its bytes alone. */
enum FileKind {
    JPEG,
    PNG,
    GIF,
    WEBP,
    /** What somebody's machine might run: markup, scripts, programs. */
    ACTIVE,
    OTHER;

    /** Read from its own description when it is first needed: a server that starts has better things to do. */
    private static final Supplier<MimeTypes> TYPES = SingletonSupplier.of(MimeTypes::getDefaultMimeTypes);

    private static final Map<String, FileKind> PICTURES =
            Map.of("image/jpeg", JPEG, "image/png", PNG, "image/gif", GIF, "image/webp", WEBP);

    private static final Set<String> PROGRAMS = Set.of(
            "text/html",
            "application/xhtml+xml",
            "image/svg+xml",
            "application/x-sh",
            "application/x-elf",
            "application/x-executable",
            "application/x-sharedlib",
            "application/x-object",
            "application/x-mach-o",
            "application/java-vm");

    private static final String WINDOWS = "application/x-msdownload";

    /** Blocks on the disk. */
    static FileKind of(Path file) throws IOException {
        try (var content = new BufferedInputStream(Files.newInputStream(file))) {
            return of(TYPES.get().detect(content, new Metadata()));
        }
    }

    private static FileKind of(MediaType type) {
        var name = type.getBaseType().toString();
        return isProgram(name, type) ? ACTIVE : PICTURES.getOrDefault(name, OTHER);
    }

    /** Two letters are what any Windows program begins with, and one picture of an unknown kind in 65536; a known format is more than that. */
    private static boolean isProgram(String name, MediaType type) {
        return PROGRAMS.contains(name)
                || (name.equals(WINDOWS) && type.getParameters().containsKey("format"));
    }
}
