package dev.guildhall.profile.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.identity.AccountService;
import dev.guildhall.identity.AccountService.RoleChange;
import dev.guildhall.profile.AdminUser;
import dev.guildhall.profile.PeopleQueries;
import dev.guildhall.profile.PeopleQueries.Filter;
import dev.guildhall.profile.PeopleQueries.MasterOrder;
import dev.guildhall.shared.AdminRole;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Role;
import dev.guildhall.shared.web.Body;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class UserHandler {

    private static final int LONGEST_REASON = 50_000;
    private static final Map<String, Role> ROLES =
            Arrays.stream(Role.values()).collect(Collectors.toMap(Role::word, Function.identity()));

    private static final Map<String, AdminRole> ADMIN_ROLES =
            Arrays.stream(AdminRole.values()).collect(Collectors.toMap(AdminRole::word, Function.identity()));

    private final AccountService accounts;
    private final PeopleQueries people;
    private final BodyReader bodies;
    private final Pages pages;

    UserHandler(AccountService accounts, PeopleQueries people, BodyReader bodies, Pages pages) {
        this.accounts = accounts;
        this.people = people;
        this.bodies = bodies;
        this.pages = pages;
    }

    Mono<ServerResponse> clients(ServerRequest request, Caller caller) {
        var clients = Filter.of(Role.CLIENT);
        return pages.answer(
                request,
                caller,
                slice -> people.list(clients, slice),
                MasterOrder.NEWEST_FIRST::place,
                Function.identity());
    }

    Mono<ServerResponse> all(ServerRequest request, Caller caller) {
        var filter = filter(request);
        return pages.answer(
                request,
                caller,
                slice -> people.list(filter, slice),
                MasterOrder.NEWEST_FIRST::place,
                Function.identity(),
                people.count(filter));
    }

    /** An unknown role filters nothing. */
    private static Filter filter(ServerRequest request) {
        var params = Params.of(request);
        var filter = new Filter(
                request.queryParam("role").flatMap(word -> Optional.ofNullable(ROLES.get(word))),
                params.choice("admin_role", ADMIN_ROLES),
                params.bool("is_banned"),
                params.sought());
        params.check();
        return filter;
    }

    Mono<ServerResponse> get(ServerRequest request, Caller caller) {
        return people.get(Params.id(request))
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .flatMap(UserHandler::answer);
    }

    Mono<ServerResponse> ban(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return bodies.with(request, body -> accounts.ban(caller, id, () -> reason(body)))
                .then(people.get(id))
                .flatMap(UserHandler::answer);
    }

    Mono<ServerResponse> unban(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return accounts.unban(caller, id).then(people.get(id)).flatMap(UserHandler::answer);
    }

    Mono<ServerResponse> changeRole(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return bodies.with(request, body -> accounts.changeRole(caller, id, active -> roleChange(body, active)))
                .then(people.get(id))
                .flatMap(UserHandler::answer);
    }

    Mono<ServerResponse> changeAdminRole(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return bodies.with(request, body -> accounts.changeAdminRole(caller, id, () -> adminRole(body)))
                .then(people.get(id))
                .flatMap(UserHandler::answer);
    }

    private static String reason(Body body) {
        var fields = body.fields();
        var reason = fields.text("reason", LONGEST_REASON, "");
        fields.check();
        return reason;
    }

    private static RoleChange roleChange(Body body, boolean activeNow) {
        var fields = body.fields();
        var change = new RoleChange(
                fields.choice("role", ROLES),
                fields.bool("is_master_active", activeNow),
                fields.optionalChoice("admin_role", ADMIN_ROLES));
        fields.check();
        return change;
    }

    private static AdminRole adminRole(Body body) {
        var fields = body.fields();
        var adminRole = fields.choice("admin_role", ADMIN_ROLES);
        fields.check();
        return adminRole;
    }

    static Mono<ServerResponse> answer(AdminUser person) {
        return ok().eTag(person.version()).bodyValue(person);
    }
}
