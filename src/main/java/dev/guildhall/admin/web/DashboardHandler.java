package dev.guildhall.admin.web;

import dev.guildhall.admin.DashboardQueries;
import dev.guildhall.admin.DashboardQueries.MasterCounts;
import dev.guildhall.scoring.ScoreService;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.Permission;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class DashboardHandler {

    private final DashboardQueries queries;
    private final ScoreService scores;

    DashboardHandler(DashboardQueries queries, ScoreService scores) {
        this.queries = queries;
        this.scores = scores;
    }

    Mono<ServerResponse> dashboard(ServerRequest request, Caller caller) {
        return counts(caller)
                .map(counts ->
                        new Dashboard(caller.isAdmin() ? "admin" : caller.role().word(), counts))
                .flatMap(ServerResponse.ok()::bodyValue);
    }

    private Mono<Object> counts(Caller caller) {
        if (caller.isAdmin() && !caller.may(Permission.METRICS_READ)) {
            return Mono.error(() -> new Forbidden("error.forbidden"));
        }
        if (caller.isAdmin()) {
            return queries.shop().cast(Object.class);
        }
        return caller.isMaster()
                ? queries.master(caller)
                        .flatMap(counts -> scored(counts, caller))
                        .cast(Object.class)
                : queries.client(caller).cast(Object.class);
    }

    /** A master's first look at the dashboard computes the score; from then on events keep it current. */
    private Mono<MasterCounts> scored(MasterCounts counts, Caller master) {
        return counts.masterScore() != null
                ? Mono.just(counts)
                : scores.masterScore(master.id()).map(counts::withScore);
    }

    record Dashboard(String role, Object counts) {}
}
