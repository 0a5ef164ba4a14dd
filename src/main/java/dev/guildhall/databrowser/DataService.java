package dev.guildhall.databrowser;

import dev.guildhall.database.Transactions;
import dev.guildhall.databrowser.DataQueries.Description;
import dev.guildhall.shared.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks into tables. */
@Service
public class DataService {

    private static final int LATEST = 100;

    private final Inventory inventory;
    private final DataQueries queries;
    private final Transactions transactions;

    DataService(Inventory inventory, DataQueries queries, Transactions transactions) {
        this.inventory = inventory;
        this.queries = queries;
        this.transactions = transactions;
    }

    /** All there are, by their names. */
    public Map<String, DataTable> tables() {
        return inventory.tables();
    }

    /** What each table is, in the order of their names. */
    public Flux<TableInfo> describe(Slice slice) {
        var names = tables().keySet().stream()
                .filter(name -> slice.after().stream().allMatch(last -> name.compareTo(last) > 0))
                .limit(slice.size().orElse(Integer.MAX_VALUE))
                .toList();
        return queries.describe(names).map(this::info);
    }

    /**
     * Rows in the order of their keys, the latest unless in pages. A search that takes long is refused.
     *
     * @param sought a part of some text, whatever its case, or a value of the key
     * @param ascending lowest key first, instead of last
     */
    public Flux<DataRow> list(DataTable table, Optional<String> sought, boolean ascending, Slice slice) {
        var part = slice.ofAtMost(LATEST);
        return sought.map(words -> search(table, words, ascending, part))
                .orElseGet(() -> queries.list(table, ascending, part));
    }

    private Flux<DataRow> search(DataTable table, String sought, boolean ascending, Slice slice) {
        var found = queries.limitTime()
                .then(queries.search(table, sought, ascending, slice).collectList());
        return transactions.run(found).flatMapIterable(Function.identity());
    }

    public Mono<DataRow> get(DataTable table, String key) {
        return Mono.fromSupplier(() -> DataRow.place(key, table.key().size()))
                .flatMap(place -> queries.find(table, place))
                .switchIfEmpty(Mono.error(DataRow::unknown));
    }

    private TableInfo info(Description described) {
        var table = Objects.requireNonNull(tables().get(described.name()));
        List<ColumnInfo> columns = new ArrayList<>();
        for (var column : table.columns()) {
            var comment = described.columns().path(column.name()).asString("");
            columns.add(new ColumnInfo(column.name(), column.type(), comment, column.key(), column.hidden()));
        }
        return new TableInfo(table.name(), described.comment(), described.estimatedRows(), columns);
    }

    /**
     * A table.
     *
     * @param comment what it is
     * @param estimatedRows about how many rows it has
     */
    public record TableInfo(String name, String comment, long estimatedRows, List<ColumnInfo> columns) {}

    /** A column of a table, see {@link DataTable.Column}. */
    public record ColumnInfo(String name, String type, String comment, boolean key, boolean hidden) {}
}
