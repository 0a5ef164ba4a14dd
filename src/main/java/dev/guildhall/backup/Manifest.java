package dev.guildhall.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is in a backup.
 *
 * @param format of the folder: 1
 * @param guildhall the build that made it; empty when unknown
 * @param postgres the version of the server it was taken from
 * @param takenAt the moment of the data, by the clock of the database
 * @param schemaVersion the latest migration
 * @param migrations all of them, with their checksums
 * @param sequences by their names, with the last value that was given; null when none was
 * @param filesIncluded whether the uploaded files were copied at all
 * @param files those that are there
 * @param missing keys of files that rows name and the store has not got
 */
public record Manifest(
        int format,
        String guildhall,
        String postgres,
        Instant takenAt,
        String schemaVersion,
        List<Migration> migrations,
        List<Table> tables,
        Map<String, @Nullable Long> sequences,
        Audit audit,
        boolean filesIncluded,
        List<Content> files,
        List<String> missing) {

    static final int FORMAT = 1;

    /** How many rows there are in all tables. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    Set<String> tableNames() {
        return tables.stream().map(Table::name).collect(Collectors.toSet());
    }

    /** How many bytes all of it takes. */
    public long bytes() {
        return tables.stream().mapToLong(table -> table.content().bytes()).sum()
                + files.stream().mapToLong(Content::bytes).sum();
    }

    /** A migration that had been applied. */
    public record Migration(String version, @Nullable Integer checksum) {}

    /** A table: its rows in PostgreSQL's binary copy format, compressed. */
    public record Table(String name, List<String> columns, long rows, Content content) {}

    /**
     * The end of the audit log.
     *
     * @param head number and hash of the last seal, by a colon; empty when there is none
     */
    public record Audit(long rows, String head) {}

    /**
     * A file.
     *
     * @param name of a table's rows within the folder; of an uploaded file its key
     * @param sha256 in hex
     */
    public record Content(String name, long bytes, String sha256) {}
}
