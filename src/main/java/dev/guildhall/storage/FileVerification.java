package dev.guildhall.storage;

import dev.guildhall.storage.FileOwner.Named;
import dev.guildhall.storage.FileStore.Listed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Compares the files there are with those that rows name. Changes nothing by itself, and may go on beside running servers. */
@Component
public class FileVerification {

    /** A file is there before its row is; by then it has one. */
    private static final Duration SETTLED = Duration.ofHours(1);

    private static final Duration DELETABLE = Duration.ofDays(1);

    /** How many files are asked for once more at the same time. */
    private static final int AT_ONCE = 8;

    private final FileStore files;
    private final List<FileOwner> owners;
    private final Clock clock;

    FileVerification(FileStore files, List<FileOwner> owners, Clock clock) {
        this.files = files;
        this.owners = owners;
        this.clock = clock;
    }

    /** Lists the files first: whatever is kept meanwhile is then not taken for one that nobody names. */
    public Mono<Findings> verify() {
        return files.list().collectMap(Listed::key, Listed::since).flatMap(there -> Flux.fromIterable(owners)
                .concatMap(FileOwner::listNamed)
                .collectList()
                .flatMap(named -> compare(there, named)));
    }

    /** Deletes those among them that nobody has named for a day, and gives how many these are. */
    public Mono<Long> delete(List<Listed> orphans) {
        var latest = clock.instant().minus(DELETABLE);
        return Flux.fromIterable(orphans)
                .filter(orphan -> orphan.since().isBefore(latest))
                .concatMap(orphan -> files.delete(orphan.key()).thenReturn(orphan))
                .count();
    }

    private Mono<Findings> compare(Map<String, Instant> there, List<Named> named) {
        var nameless = new HashMap<>(there);
        var unseen = new ArrayList<Named>();
        for (var name : named) {
            if (!there.containsKey(name.key())) {
                unseen.add(name);
            }
            nameless.remove(name.key());
        }
        var latest = clock.instant().minus(SETTLED);
        var orphans = nameless.entrySet().stream()
                .map(entry -> new Listed(entry.getKey(), entry.getValue()))
                .filter(orphan -> orphan.since().isBefore(latest))
                .sorted(Comparator.comparing(Listed::since).thenComparing(Listed::key))
                .toList();
        return missing(unseen).map(missing -> new Findings(there.size(), named.size(), missing, orphans));
    }

    /** What came after the list was made is there all the same. */
    private Mono<List<Named>> missing(List<Named> unseen) {
        return Flux.fromIterable(unseen)
                .flatMapSequential(
                        name -> files.find(name.key())
                                .hasElement()
                                .filter(found -> !found)
                                .map(gone -> name),
                        AT_ONCE)
                .collectList();
    }

    /**
     * What was found.
     *
     * @param files how many there are
     * @param named how many rows name
     * @param missing files that rows name and that are not there
     * @param orphans files that no row names, oldest first; those of the last hour may still get one and are left out
     */
    public record Findings(long files, long named, List<Named> missing, List<Listed> orphans) {}
}
