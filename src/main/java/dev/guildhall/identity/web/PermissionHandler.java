package dev.guildhall.identity.web;

import dev.guildhall.identity.PermissionService;
import dev.guildhall.identity.PermissionService.Decision;
import dev.guildhall.shared.AdminRole;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.web.Params;
import dev.guildhall.shared.web.RouteTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class PermissionHandler {

    private static final Map<String, Permission> PERMISSIONS =
            Arrays.stream(Permission.values()).collect(Collectors.toMap(Permission::word, Function.identity()));

    private final PermissionService permissions;
    private final MessageSource messages;
    private final ObjectProvider<RouteTable> routes;

    /** The routes know the handlers, this one as well. */
    PermissionHandler(PermissionService permissions, MessageSource messages, ObjectProvider<RouteTable> routes) {
        this.permissions = permissions;
        this.messages = messages;
        this.routes = routes;
    }

    Mono<ServerResponse> why(ServerRequest request, Caller caller) {
        var params = Params.of(request);
        var user = params.require("user", params.integer("user"));
        var permission = params.require("permission", params.choice("permission", PERMISSIONS));
        params.check();
        return permissions
                .why(user.orElseThrow(), permission.orElseThrow())
                .map(decision -> answer(decision, locale(request)))
                .flatMap(ServerResponse.ok()::bodyValue);
    }

    private Why answer(Decision decision, Locale locale) {
        var permission = decision.permission();
        var adminRole =
                decision.adminRole() == null ? null : decision.adminRole().word();
        return new Why(
                decision.accountId(),
                decision.role().word(),
                adminRole,
                permission.word(),
                decision.reason().isAllowed(),
                decision.reason().word(),
                messages.getMessage(
                        "permission.why." + decision.reason().word(),
                        new Object[] {permission.word(), adminRole == null ? "" : adminRole},
                        locale),
                decision.grantedBy().stream().map(AdminRole::word).toList(),
                needing(permission));
    }

    private List<String> needing(Permission permission) {
        return routes.getObject().entries().stream()
                .filter(route -> route.path().startsWith("/api/v1/"))
                .filter(route ->
                        route.access().permission().filter(permission::equals).isPresent())
                .map(route -> route.method() + " " + route.path() + "/")
                .sorted()
                .toList();
    }

    private static Locale locale(ServerRequest request) {
        var locale = request.exchange().getLocaleContext().getLocale();
        return locale == null ? Locale.ENGLISH : locale;
    }

    /**
     * @param reason superuser, granted, not_granted or no_admin
     * @param grantedBy the sub-roles that have the permission
     * @param routes that need it
     */
    private record Why(
            long user,
            String role,
            @Nullable String adminRole,
            String permission,
            boolean allowed,
            String reason,
            String explanation,
            List<String> grantedBy,
            List<String> routes) {}
}
