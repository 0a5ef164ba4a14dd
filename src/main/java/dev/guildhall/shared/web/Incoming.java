package dev.guildhall.shared.web;

import dev.guildhall.shared.BodyTooLarge;
import dev.guildhall.shared.Home;
import dev.guildhall.shared.MalformedBody;
import dev.guildhall.shared.Refusal;
import dev.guildhall.shared.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A multipart body on its way in: its texts in memory, its files in temporary files if somebody wants them. All methods may block. They exclude each other,
 * because a sender who leaves makes {@link #abandon} run beside {@link #accept}, and no file may be begun after it.
 */
final class Incoming implements MultipartParser.Parts {

    private static final Logger log = LoggerFactory.getLogger(Incoming.class);

    private final Path folder;
    private final boolean keepsFiles;
    private final MultipartParser parser;
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, Upload> files = new LinkedHashMap<>();
    private final List<Path> temporary = new ArrayList<>();
    private final Fingerprint fingerprint;
    private int partsLeft;
    private int textLeft;
    private long partSize;
    private Part current = new Ignored();
    private @Nullable Refusal problem;
    private boolean inUse;
    private boolean discarded;

    /**
     * @param folder where temporary files go
     * @param keepsFiles whether there are any; without, no more is known of a file than its name, its size and its beginning
     * @param maxText how many bytes the texts may have, with their names
     * @param fingerprint learns of all parts
     */
    Incoming(Path folder, boolean keepsFiles, String boundary, int maxParts, int maxText, Fingerprint fingerprint) {
        this.folder = folder;
        this.keepsFiles = keepsFiles;
        this.parser = new MultipartParser(boundary, this);
        this.partsLeft = maxParts;
        this.textLeft = maxText;
        this.fingerprint = fingerprint;
    }

    /** Takes the next piece. After a problem it is only thrown away, so that the sender can be told at the end. */
    synchronized void accept(byte[] piece) {
        if (discarded) {
            return;
        }
        try {
            parser.accept(piece);
        } catch (Refusal refusal) {
            problem = refusal;
            discard();
        } catch (IOException full) {
            log.error("An upload cannot be received: {}", full.toString());
            problem = new Unavailable("error.unavailable");
            discard();
        }
    }

    /** What was received, once all of it has been. Fails with MalformedBody or BodyTooLarge, and with Unavailable when there was no room for it. */
    synchronized Fields fields() {
        if (problem != null) {
            throw problem;
        }
        parser.finish();
        return Fields.ofForm(texts, files);
    }

    /** Whether the work may begin; from then on it is the work that ends with {@link #discard}, not the sender's leaving. */
    synchronized boolean use() {
        inUse = !discarded || problem != null;
        return inUse;
    }

    /** The sender has left. */
    synchronized void abandon() {
        if (!inUse) {
            discard();
        }
    }

    /** Deletes the temporary files that are left. */
    synchronized void discard() {
        discarded = true;
        current.abort();
        current = new Ignored();
        temporary.forEach(Incoming::delete);
        temporary.clear();
    }

    @Override
    public void begin(@Nullable String name, @Nullable String filename) {
        if (--partsLeft < 0) {
            throw new MalformedBody("error.malformed_body");
        }
        fingerprint.add(name);
        fingerprint.add(filename);
        partSize = 0;
        current = part(name, filename);
    }

    @Override
    public void content(ByteBuffer bytes) throws IOException {
        fingerprint.add(bytes);
        partSize += bytes.remaining();
        current.append(bytes);
    }

    @Override
    public void end() throws IOException {
        fingerprint.add(partSize);
        current.end();
        current = new Ignored();
    }

    private Part part(@Nullable String name, @Nullable String filename) {
        if (name == null) {
            return new Ignored();
        }
        if (filename == null) {
            return new Text(name);
        }
        var bare = withoutDirectories(filename);
        // A form whose file input was left empty sends a file without a name.
        return bare.isEmpty() ? new Ignored() : new File(name, bare);
    }

    private static String withoutDirectories(String filename) {
        var unified = filename.replace('\\', '/');
        var last = unified.substring(unified.lastIndexOf('/') + 1).strip();
        return last.equals(".") || last.equals("..") ? "" : last;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            log.warn("Cannot delete the temporary file {}", file, failure);
        }
    }

    private interface Part {

        void append(ByteBuffer bytes) throws IOException;

        default void end() throws IOException {}

        default void abort() {}
    }

    private static final class Ignored implements Part {

        @Override
        public void append(ByteBuffer bytes) {}
    }

    private final class Text implements Part {

        private final String name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private Text(String name) {
            this.name = name;
            spend(name.length());
        }

        @Override
        public void append(ByteBuffer more) {
            spend(more.remaining());
            var copy = new byte[more.remaining()];
            more.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void end() {
            texts.computeIfAbsent(name, unknown -> new ArrayList<>())
                    .add(Utf8.decode(ByteBuffer.wrap(bytes.toByteArray())));
        }

        private void spend(int amount) {
            textLeft -= amount;
            if (textLeft < 0) {
                throw new BodyTooLarge("error.body_too_large");
            }
        }
    }

    private final class File implements Part {

        private final String name;
        private final String filename;
        private final Path path = folder.resolve(UUID.randomUUID().toString());
        private final ByteBuffer head = ByteBuffer.allocate(Upload.HEAD_SIZE);
        private @Nullable FileChannel channel;
        private long size;

        private File(String name, String filename) {
            this.name = name;
            this.filename = filename;
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            keepHead(bytes.duplicate());
            long room = Upload.MAX_SIZE + 1 - size;
            bytes.limit(bytes.position() + (int) Math.min(room, bytes.remaining()));
            size += bytes.remaining();
            while (keepsFiles && bytes.hasRemaining()) {
                open().write(bytes);
            }
        }

        @Override
        public void end() throws IOException {
            if (channel != null) {
                channel.close();
            }
            files.put(name, new Upload(name, filename, path, size, head.flip().asReadOnlyBuffer()));
        }

        @Override
        public void abort() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException failure) {
                log.warn("Cannot close the temporary file {}", path, failure);
            }
        }

        private void keepHead(ByteBuffer bytes) {
            bytes.limit(bytes.position() + Math.min(head.remaining(), bytes.remaining()));
            head.put(bytes);
        }

        private FileChannel open() throws IOException {
            if (channel == null) {
                temporary.add(path);
                Home.ownersFolder(folder);
                channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
            return channel;
        }
    }
}
