package dev.guildhall.original;

import dev.guildhall.original.ImportReport.Count;
import dev.guildhall.original.ImportReport.Files;
import dev.guildhall.original.ImportReport.Line;
import dev.guildhall.original.OriginalQueries.SourceRow;
import dev.guildhall.original.SourceTable.Manner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Some rows of one table, from what they say there to what becomes of them here: whoever is not refused on the way is written. Knows
 * no I/O.
 */
final class Batch {

    /** Where the mending of a row leaves what is to be said about it. */
    static final String NOTE = "~note";

    private final SourceTable table;
    private final Map<Long, Known> known;
    private final Map<Long, Candidate> candidates = new LinkedHashMap<>();
    private final List<Line> refused = new ArrayList<>();
    private final List<Line> notes = new ArrayList<>();
    private final List<Known> gone;
    private final long read;
    private final long lastId;
    private long brought;
    private long changed;
    private Files files = new Files(0, 0, 0);

    /**
     * Rows of a stretch of ids.
     *
     * @param known what was taken of the same stretch before
     */
    Batch(SourceTable table, List<SourceRow> rows, Map<Long, Known> known, Instant now) {
        this.table = table;
        this.known = known;
        this.read = rows.size();
        this.lastId = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).id();
        var there = rows.stream().map(SourceRow::id).collect(Collectors.toSet());
        this.gone =
                known.values().stream().filter(row -> !there.contains(row.id())).toList();
        rows.stream().filter(this::isToBeWritten).forEach(row -> prepare(row, now));
    }

    SourceTable table() {
        return table;
    }

    /** The highest id there. */
    long lastId() {
        return lastId;
    }

    /** Whether there is anything that was not there the last time, or could not be taken. */
    boolean isAnythingNew() {
        return read > known.size() - gone.size();
    }

    private boolean isToBeWritten(SourceRow row) {
        var before = known.get(row.id());
        return before == null
                || table.manner() == Manner.FOLLOWED && !(before.imprint().equals(row.imprint()) && before.complete());
    }

    private void prepare(SourceRow row, Instant now) {
        var values = row.values();
        table.mend().accept(values, now);
        var candidate = new Candidate(row.id(), row.imprint(), values, JsonNodeFactory.instance.objectNode());
        candidates.put(row.id(), candidate);
        table.columns().stream()
                .flatMap(column -> column.problem(values.path(column.source())).stream())
                .findFirst()
                .ifPresentOrElse(problem -> refuse(row.id(), problem), () -> fill(candidate));
    }

    private void fill(Candidate candidate) {
        table.written().forEach(column -> candidate
                .target()
                .set(column.target(), candidate.values().path(column.source())));
        if (candidate.values().has(NOTE)) {
            note(candidate.id(), candidate.values().path(NOTE).asString());
        }
    }

    /** The rows of other tables that ours point to. */
    Map<String, Set<Long>> references() {
        var wanted = new TreeMap<String, Set<Long>>();
        table.references().forEach(column -> wanted.computeIfAbsent(
                        Objects.requireNonNull(column.table()), name -> new HashSet<>())
                .addAll(candidates.values().stream()
                        .flatMap(candidate -> reference(candidate, column))
                        .toList()));
        return wanted;
    }

    /** Refuses whoever points to something that was not taken. */
    void checkReferences(Map<String, Set<Long>> taken) {
        table.references().forEach(column -> List.copyOf(candidates.values()).forEach(candidate -> reference(
                        candidate, column)
                .filter(id -> !taken.getOrDefault(String.valueOf(column.table()), Set.of())
                        .contains(id))
                .findFirst()
                .ifPresent(id -> refuse(
                        candidate.id(),
                        "%s points to %s %d, which was not taken".formatted(column.source(), column.table(), id)))));
    }

    private static Stream<Long> reference(Candidate candidate, SourceColumn column) {
        var value = candidate.values().path(column.source());
        return value.isNumber() ? Stream.of(value.asLong()) : Stream.empty();
    }

    /**
     * Refuses whoever would write over what is not theirs, or not any more.
     *
     * @param here imprints of the rows that are in the places of ours
     */
    void checkPlaces(Map<String, UUID> here) {
        var taken = new HashSet<String>();
        for (var candidate : List.copyOf(candidates.values())) {
            var place = place(candidate.target());
            candidate.found = here.get(place);
            if (!taken.add(place)) {
                refuse(candidate.id(), "another row is the same: " + place);
            } else if (table.manner() == Manner.FOLLOWED) {
                checkPlace(candidate, place);
            }
        }
    }

    private void checkPlace(Candidate candidate, String place) {
        var before = known.get(candidate.id());
        if (before == null && candidate.found != null) {
            refuse(candidate.id(), "its place here, %s, is taken by a row that is not from there".formatted(place));
        } else if (before != null && candidate.found == null) {
            leave(candidate, before, "has changed there, and was deleted here");
        } else if (before != null && !before.place().equals(place)) {
            refuse(candidate.id(), "was %s and is now %s there".formatted(before.place(), place));
        } else if (before != null && !before.written().equals(candidate.found)) {
            leave(candidate, before, "has changed there and here: what is here stays");
        }
    }

    /** One that says what it said would only have brought a file that was not there before. */
    private void leave(Candidate candidate, Known before, String why) {
        if (before.imprint().equals(candidate.imprint())) {
            candidates.remove(candidate.id());
            note(candidate.id(), "lacks a file still, and was changed or deleted here: it is left as it is");
        } else {
            refuse(candidate.id(), why);
        }
    }

    /** The paths that rows name and of which no copy is here yet. */
    List<Wanted> wantedFiles() {
        return candidates.values().stream()
                .flatMap(candidate -> table.files().flatMap(column -> wanted(candidate, column).stream()))
                .toList();
    }

    private List<Wanted> wanted(Candidate candidate, SourceColumn column) {
        var path = candidate.values().path(column.source()).asString("");
        candidate.target().putNull(column.target()).putNull(column.hash().target());
        var copy = known.containsKey(candidate.id())
                ? known.get(candidate.id()).files().path(column.source())
                : JsonNodeFactory.instance.missingNode();
        if (path.isEmpty()) {
            return List.of();
        }
        if (copy.path("path").asString("").equals(path)) {
            candidate.files.set(column.source(), copy);
            candidate
                    .target()
                    .put(column.target(), copy.path("key").asString(""))
                    .set(column.hash().target(), copy.path("sha256"));
            return List.of();
        }
        return List.of(new Wanted(candidate.id(), column, path));
    }

    /** A copy of the file has come. */
    void copied(Wanted wanted, String key, String sha256, long bytes) {
        files = files.plus(new Files(1, bytes, 0));
        var candidate = Objects.requireNonNull(candidates.get(wanted.row()));
        candidate
                .files
                .putObject(wanted.column().source())
                .put("path", wanted.path())
                .put("key", key)
                .put("sha256", sha256);
        candidate
                .target()
                .put(wanted.column().target(), key)
                .put(wanted.column().hash().target(), sha256);
    }

    /** The row is taken without it. */
    void missing(Wanted wanted, String why) {
        files = files.plus(new Files(0, 0, 1));
        Objects.requireNonNull(candidates.get(wanted.row())).complete = false;
        note(wanted.row(), "%s was left out: %s, %s".formatted(wanted.column().source(), wanted.path(), why));
    }

    /** Those that were not refused so far. */
    List<Candidate> candidates() {
        return List.copyOf(candidates.values());
    }

    /** Those that are written. */
    List<Candidate> written() {
        return candidates.values().stream()
                .filter(candidate -> candidate.written != null)
                .toList();
    }

    /** What is left to be written; those that had lacked a file and still do are not. */
    List<Candidate> toBeWritten() {
        candidates.values().removeIf(candidate -> {
            var before = known.get(candidate.id());
            return before != null
                    && before.imprint().equals(candidate.imprint())
                    && before.files().equals(candidate.files);
        });
        return List.copyOf(candidates.values());
    }

    /** The row is here. */
    void written(Candidate candidate, @Nullable UUID imprint) {
        candidate.written = imprint == null ? candidate.found : imprint;
        if (known.containsKey(candidate.id())) {
            changed++;
        } else {
            brought++;
        }
    }

    void refuse(long id, String why) {
        candidates.remove(id);
        refused.add(new Line(table.name(), id, why));
    }

    private void note(long id, String text) {
        notes.add(new Line(table.name(), id, text));
    }

    /** What identifies a row here, as text. */
    String place(ObjectNode target) {
        return table.key().stream()
                .map(column -> target.path(column).asString(""))
                .collect(Collectors.joining(","));
    }

    List<Known> gone() {
        return gone;
    }

    List<Line> refused() {
        return refused;
    }

    List<Line> notes() {
        return notes;
    }

    Files files() {
        return files;
    }

    Count count() {
        return new Count(
                read, brought, changed, read - brought - changed - refused.size(), refused.size(), gone.size());
    }

    /** A row on its way. */
    static final class Candidate {

        private final long id;
        private final UUID imprint;
        private final ObjectNode values;
        private final ObjectNode target;
        private final ObjectNode files = JsonNodeFactory.instance.objectNode();
        private @Nullable UUID found;
        private @Nullable UUID written;
        private boolean complete = true;

        private Candidate(long id, UUID imprint, ObjectNode values, ObjectNode target) {
            this.id = id;
            this.imprint = imprint;
            this.values = values;
            this.target = target;
        }

        long id() {
            return id;
        }

        UUID imprint() {
            return imprint;
        }

        private ObjectNode values() {
            return values;
        }

        ObjectNode target() {
            return target;
        }

        ObjectNode files() {
            return files;
        }

        boolean isComplete() {
            return complete;
        }

        UUID written() {
            return Objects.requireNonNull(written);
        }
    }

    /**
     * What was taken before.
     *
     * @param place where it is here
     * @param imprint of what it said there
     * @param written imprint of what was made of it
     * @param complete whether all its files were found
     * @param files by column: {@code path} there and {@code key} here
     */
    record Known(long id, String place, UUID imprint, UUID written, boolean complete, ObjectNode files) {}

    /** A file that a row names. */
    record Wanted(long row, SourceColumn column, String path) {}
}
