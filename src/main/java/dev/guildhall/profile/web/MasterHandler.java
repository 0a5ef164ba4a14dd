package dev.guildhall.profile.web;

import dev.guildhall.identity.AccountService;
import dev.guildhall.profile.PeopleQueries;
import dev.guildhall.profile.PeopleQueries.MasterOrder;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class MasterHandler {

    private static final Map<String, MasterOrder> ORDERS =
            Map.of("master_score", MasterOrder.WORST_FIRST, "-master_score", MasterOrder.BEST_FIRST);

    private static final BigInteger ABOVE_EVERY_SCORE = BigInteger.valueOf(101);

    private final AccountService accounts;
    private final PeopleQueries people;
    private final Pages pages;

    MasterHandler(AccountService accounts, PeopleQueries people, Pages pages) {
        this.accounts = accounts;
        this.people = people;
        this.pages = pages;
    }

    Mono<ServerResponse> list(ServerRequest request, Caller caller) {
        var order = order(request);
        var least = leastScore(request);
        return pages.answer(
                request, caller, slice -> people.listMasters(least, order, slice), order::place, Function.identity());
    }

    Mono<ServerResponse> activate(ServerRequest request, Caller caller) {
        return setActive(request, true);
    }

    Mono<ServerResponse> suspend(ServerRequest request, Caller caller) {
        return setActive(request, false);
    }

    private Mono<ServerResponse> setActive(ServerRequest request, boolean active) {
        var id = Params.id(request);
        return accounts.setActive(id, active).then(people.get(id)).flatMap(UserHandler::answer);
    }

    /** Whatever is no known order is none. */
    private static MasterOrder order(ServerRequest request) {
        return ORDERS.getOrDefault(request.queryParam("ordering").orElse(""), MasterOrder.NEWEST_FIRST);
    }

    /** Whatever is not written in digits is no limit. */
    private static @Nullable Integer leastScore(ServerRequest request) {
        return request.queryParam("min_score")
                .filter(given -> given.matches("[0-9]{1,4000}"))
                .map(digits -> new BigInteger(digits).min(ABOVE_EVERY_SCORE).intValue())
                .orElse(null);
    }
}
