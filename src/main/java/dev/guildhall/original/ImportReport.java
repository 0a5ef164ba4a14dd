package dev.guildhall.original;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an import has done so far. */
public final class ImportReport {

    private final Map<String, Count> tables = new LinkedHashMap<>();
    private final List<Line> refused = new ArrayList<>();
    private final List<Line> notes = new ArrayList<>();
    private Files files = new Files(0, 0, 0);

    ImportReport() {}

    /** By table of the original, in the order in which they are taken. */
    public Map<String, Count> tables() {
        return tables;
    }

    /** Every row that could not be taken. */
    public List<Line> refused() {
        return refused;
    }

    /** Rows that were taken, but not as they were. */
    public List<Line> notes() {
        return notes;
    }

    public Files files() {
        return files;
    }

    public Count total() {
        return tables.values().stream().reduce(Count.NONE, Count::plus);
    }

    void add(Batch batch) {
        tables.merge(batch.table().name(), batch.count(), Count::plus);
        refused.addAll(batch.refused());
        notes.addAll(batch.notes());
        files = files.plus(batch.files());
    }

    /**
     * How many rows.
     *
     * @param read in the original
     * @param brought that were not here
     * @param changed there, and now here
     * @param same as they were the last time
     * @param refused that could not be taken
     * @param gone that were taken before and are not there any more; they stay here, unless they only link two others
     */
    public record Count(
            long read, @JsonProperty("new") long brought, long changed, long same, long refused, long gone) {

        static final Count NONE = new Count(0, 0, 0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(
                    read + other.read,
                    brought + other.brought,
                    changed + other.changed,
                    same + other.same,
                    refused + other.refused,
                    gone + other.gone);
        }

        boolean isAsBefore() {
            return brought + changed + gone == 0;
        }
    }

    /** Something to be said about a row of the original. */
    public record Line(String table, long id, String text) {}

    /**
     * Files of the media folder.
     *
     * @param missing that rows name and that are not there
     */
    public record Files(long copied, long bytes, long missing) {

        Files plus(Files other) {
            return new Files(copied + other.copied, bytes + other.bytes, missing + other.missing);
        }
    }
}
