package dev.guildhall.cli;

import dev.guildhall.privacy.PersonExport;
import dev.guildhall.shared.Home;
import dev.guildhall.storage.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

@Component
@Profile("cli")
@Command(
        name = "export-user",
        description = "Writes everything the platform holds about somebody into one JSON file, without secrets.")
class ExportUserCommand extends ReportingCommand {

    private final ObjectProvider<PersonExport> export;
    private final ObjectProvider<FileStore> store;
    private final Clock clock;

    @ArgGroup(multiplicity = "1")
    private Who who = new Who();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "A file that is not there yet.")
    private Path output = Path.of("");

    @Option(names = "--files", paramLabel = "DIR", description = "Also copies the files, into this folder.")
    private @Nullable Path copies;

    ExportUserCommand(ObjectProvider<PersonExport> export, ObjectProvider<FileStore> store, Clock clock) {
        this.export = export;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (Files.exists(output)) {
            throw new FileAlreadyExistsException(output + " is there already");
        }
        var id = who.id != null
                ? who.id
                : Objects.requireNonNull(
                        export.getObject().idOf(String.valueOf(who.username)).block());
        var files = Objects.requireNonNull(
                export.getObject().files(id).collectList().block());
        var rows = write(id, files);
        var copied = copies == null ? 0 : copy(files, copies);
        var result = new LinkedHashMap<String, Object>();
        result.put("id", id);
        result.put("output", output.toString());
        result.put("rows", rows);
        result.put("files", files.size());
        result.put("copied", copied);
        report(
                result,
                () -> say(
                        "Exported: id=%d rows=%d files=%d copied=%d",
                        id, rows.values().stream().mapToLong(Long::longValue).sum(), files.size(), copied));
        return 0;
    }

    /** Beside the file first: what has its name is whole. */
    private Map<String, Long> write(long id, List<String> files) throws IOException {
        var target = output.toAbsolutePath();
        var folder = Home.ownersFolder(Objects.requireNonNull(target.getParent()));
        // For the eyes of its owner only, as Java makes such files.
        var half = Files.createTempFile(folder, ".", ".half");
        try {
            Map<String, Long> rows;
            try (var writer = Files.newBufferedWriter(half)) {
                rows = write(writer, id, files);
            }
            Files.move(half, target);
            return rows;
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /** Row by row, since somebody may have many, and on a thread that may wait for the disk. */
    private Map<String, Long> write(Writer writer, long id, List<String> files) throws IOException {
        var rows = new LinkedHashMap<String, Long>();
        writer.write("{\n  \"format\": 1,\n  \"account\": " + id + ",\n  \"exported_at\": \"" + clock.instant()
                + "\",\n  \"tables\": {");
        export.getObject()
                .rows(id)
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(row -> {
                    var first = rows.merge(row.table(), 1L, Long::sum) == 1;
                    append(
                            writer,
                            !first
                                    ? ",\n"
                                    : (rows.size() == 1 ? "\n" : "\n    ],\n") + "    \"" + row.table() + "\": [\n",
                            "      " + row.json());
                })
                .blockLast();
        writer.write((rows.isEmpty() ? "" : "\n    ]\n  ") + "},\n  \"files\": "
                + JsonMapper.shared().writeValueAsString(files) + "\n}\n");
        return rows;
    }

    private static void append(Writer writer, String before, String text) {
        try {
            writer.write(before);
            writer.write(text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** @return how many there were; the others have gone meanwhile, or went missing, which is told */
    private int copy(List<String> files, Path into) throws IOException {
        var copied = 0;
        for (var key : files) {
            var target = into.resolve(key);
            Home.ownersFolder(Objects.requireNonNull(target.toAbsolutePath().getParent()));
            var found = store.getObject().find(key).block();
            if (found == null) {
                tellProgress("Missing: %s", key);
            } else {
                DataBufferUtils.write(found.content(), target).block();
                copied++;
            }
        }
        return copied;
    }

    /** One of the two. */
    private static final class Who {

        @Option(names = "--id", required = true, paramLabel = "N", description = "Number of the account.")
        private @Nullable Long id;

        @Option(names = "--username", required = true, paramLabel = "NAME", description = "Or its user name.")
        private @Nullable String username;
    }
}
