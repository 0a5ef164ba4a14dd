package dev.guildhall.audit.web;

import dev.guildhall.audit.AuditQueries;
import dev.guildhall.audit.AuditQueries.Filter;
import dev.guildhall.shared.BusinessDays;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class AuditHandler {

    private final AuditQueries queries;
    private final BusinessDays days;
    private final Pages pages;

    AuditHandler(AuditQueries queries, BusinessDays days, Pages pages) {
        this.queries = queries;
        this.days = days;
        this.pages = pages;
    }

    Mono<ServerResponse> list(ServerRequest request, Caller caller) {
        var filter = filter(request);
        return pages.answer(
                request,
                caller,
                slice -> queries.list(filter, slice),
                entry -> List.of(entry.id()),
                Function.identity());
    }

    private Filter filter(ServerRequest request) {
        var params = Params.of(request);
        var actor = params.actor();
        var entity = params.text("entity").map(given -> given.split(":", 2));
        var filter = new Filter(
                actor.id(),
                actor.name(),
                params.text("action"),
                entity.map(parts -> parts[0]),
                entity.filter(parts -> parts.length > 1).map(parts -> parts[1]),
                params.text("request_id"),
                params.day("from").map(days::startOf),
                params.day("to").map(days::endOf),
                params.integer("before_id"));
        // The page is cut elsewhere; a limit that is none is named along with the rest.
        params.integer("limit");
        params.check();
        return filter;
    }
}
