package dev.guildhall.privacy;

import dev.guildhall.shared.NotFound;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything the platform holds about somebody, without secrets and without what others have written elsewhere than to them. */
@Service
public class PersonExport {

    private final PersonalData inventory;
    private final ExportQueries queries;

    PersonExport(PersonalData inventory, ExportQueries queries) {
        this.inventory = inventory;
        this.queries = queries;
    }

    /** The number of somebody with this name; NotFound without one. */
    public Mono<Long> idOf(String username) {
        return queries.findByUsername(username).switchIfEmpty(Mono.error(() -> new NotFound("person.unknown")));
    }

    /** Their rows, table by table, each as a JSON object; NotFound without such an account. */
    public Flux<Row> rows(long id) {
        return queries.exists(id)
                .filter(exists -> exists)
                .switchIfEmpty(Mono.error(() -> new NotFound("person.unknown")))
                .flatMapMany(exists -> Flux.fromIterable(inventory.tables()))
                .filter(table -> table.exported() != null)
                .concatMap(table -> queries.list(table, id).map(json -> new Row(table.name(), json)));
    }

    /** The keys of their files. */
    public Flux<String> files(long id) {
        return Flux.fromIterable(inventory.tables())
                .filter(table -> table.exported() != null)
                .concatMap(table -> queries.listFiles(table, id))
                .distinct();
    }

    /** A row, as JSON. */
    public record Row(String table, String json) {}
}
