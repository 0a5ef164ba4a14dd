package dev.guildhall.testing;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.util.function.Tuple2;
import reactor.util.function.Tuples;

/** What is in all tables, sequences aside, to show that something has written nothing. */
public final class Tables {

    private static final int ATTEMPTS = 5;

    private Tables() {}

    /**
     * Fails if the action writes anything anywhere. What a node does on its own may fall into the same moment, so a difference counts
     * only when there is one each time.
     */
    public static void expectUntouched(DatabaseClient database, Runnable action) {
        Map<String, String> before = Map.of();
        Map<String, String> after = Map.of();
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            before = checksums(database);
            action.run();
            after = checksums(database);
            if (after.equals(before)) {
                return;
            }
        }
        after.entrySet().removeAll(before.entrySet());
        throw new AssertionError("Written to: " + after.keySet());
    }

    private static Map<String, String> checksums(DatabaseClient database) {
        var names = Await.all(database.sql("""
                        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition""").mapValue(String.class).all());
        return new TreeMap<>(Await.value(Flux.fromIterable(names)
                .concatMap(name -> checksum(database, name))
                .collectMap(Tuple2::getT1, Tuple2::getT2)));
    }

    private static Flux<Tuple2<String, String>> checksum(DatabaseClient database, String table) {
        return database.sql("SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM \"" + table
                        + "\" t")
                .mapValue(String.class)
                .all()
                .map(sum -> Tuples.of(table, sum));
    }
}
