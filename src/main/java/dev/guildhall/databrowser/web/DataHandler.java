package dev.guildhall.databrowser.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.databrowser.DataRow;
import dev.guildhall.databrowser.DataService;
import dev.guildhall.databrowser.DataTable;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@Component
class DataHandler {

    private static final String OLDEST_FIRST = "key";

    private final DataService data;
    private final Pages pages;

    DataHandler(DataService data, Pages pages) {
        this.data = data;
        this.pages = pages;
    }

    Mono<ServerResponse> tables(ServerRequest request, Caller caller) {
        return pages.answer(request, caller, data::describe, table -> List.of(table.name()), Function.identity());
    }

    Mono<ServerResponse> rows(ServerRequest request, Caller caller) {
        var table = table(request);
        var params = Params.of(request);
        var sought = params.sought();
        var ascending = params.text("ordering").filter(OLDEST_FIRST::equals).isPresent();
        params.check();
        return pages.answer(
                request,
                caller,
                slice -> data.list(table, sought, ascending, slice),
                DataRow::place,
                RowResponse::from);
    }

    Mono<ServerResponse> row(ServerRequest request, Caller caller) {
        return data.get(table(request), request.pathVariable("key"))
                .map(RowResponse::from)
                .flatMap(ok()::bodyValue);
    }

    private DataTable table(ServerRequest request) {
        return Params.wordOf(request, "table", data.tables());
    }

    record RowResponse(String key, JsonNode values) {

        static RowResponse from(DataRow row) {
            return new RowResponse(row.key(), row.values());
        }
    }
}
