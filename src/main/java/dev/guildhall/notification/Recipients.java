package dev.guildhall.notification;

import dev.guildhall.rules.ActionDescription.Parameter;
import dev.guildhall.rules.RuleMatch;
import dev.guildhall.shared.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whom a notice is for: one account, if it exists, everybody of a role, or both.
 *
 * @param accountId null when only a role is meant
 * @param role null when only an account is meant
 */
record Recipients(@Nullable Long accountId, @Nullable String role) {

    static final Recipients ADMINS = ofRole(Role.ADMIN);

    static final Parameter TARGET = Parameter.text("target", "Кому", "Who gets it")
            .among(List.of("actor", "client", "master", "admins", "user", "role"))
            .asRequired();
    static final Parameter USER_ID =
            Parameter.account("user_id", "Номер пользователя", "Id of the user").requiredWhen("target", "user");
    static final Parameter ROLE = Parameter.text("role", "Роль", "The role")
            .among(Arrays.stream(Role.values()).map(Role::word).toList())
            .requiredWhen("target", "role");

    /**
     * Reads the target of an action.
     *
     * @return finds out who it is for one event, which may be nobody; empty when the target makes no sense
     */
    static Optional<Function<RuleMatch, Optional<Recipients>>> target(ObjectNode action) {
        var target = action.path("target").stringValue("");
        return switch (target) {
            case "actor", "client", "master" ->
                Optional.of(match -> match.idOf(target).map(Recipients::ofAccount));
            case "admins" -> Optional.of(match -> Optional.of(ADMINS));
            case "user" ->
                accountId(action.path("user_id")).map(Recipients::ofAccount).map(Recipients::always);
            case "role" -> role(action.path("role")).map(Recipients::ofRole).map(Recipients::always);
            default -> Optional.empty();
        };
    }

    /** Admins, and one account if there is one. */
    static Recipients adminsAnd(@Nullable Long accountId) {
        return new Recipients(accountId, Role.ADMIN.word());
    }

    private static Recipients ofAccount(long accountId) {
        return new Recipients(accountId, null);
    }

    private static Recipients ofRole(Role role) {
        return new Recipients(null, role.word());
    }

    private static Function<RuleMatch, Optional<Recipients>> always(Recipients recipients) {
        return match -> Optional.of(recipients);
    }

    /** A whole number, or its digits as a text. */
    private static Optional<Long> accountId(JsonNode given) {
        if (given.isIntegralNumber() && given.canConvertToLong()) {
            return Optional.of(given.longValue());
        }
        return given.stringValueOpt()
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    private static Optional<Role> role(JsonNode given) {
        return Arrays.stream(Role.values())
                .filter(role -> role.word().equals(given.stringValue("")))
                .findFirst();
    }
}
