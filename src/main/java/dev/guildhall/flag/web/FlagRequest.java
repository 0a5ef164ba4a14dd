package dev.guildhall.flag.web;

import dev.guildhall.flag.FlagChange;
import dev.guildhall.flag.FlagClashes;
import dev.guildhall.flag.FlagScope;
import dev.guildhall.shared.web.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A flag as an admin sends it. Its problems are kept until the database has been asked as well, so that the answer names all of them.
 */
record FlagRequest(Fields fields, FlagChange change) {

    private static final int NAME_LENGTH = 120;

    /** All of a flag: the name is required, and in a form a missing boolean says no. */
    static FlagRequest whole(Fields fields) {
        return read(
                fields,
                fields.text("name", NAME_LENGTH),
                fields.bool("is_enabled").orElse(null));
    }

    /** Only what is mentioned. */
    static FlagRequest part(Fields fields) {
        var name = fields.has("name") ? fields.text("name", NAME_LENGTH) : null;
        var enabled = fields.has("is_enabled") ? fields.bool("is_enabled").orElse(null) : null;
        return read(fields, name, enabled);
    }

    /** The change, if neither its form nor the database is against it. */
    FlagChange judgedBy(FlagClashes clashes) {
        if (clashes.nameTaken()) {
            fields.reject("name", "field.unique");
        }
        if (!clashes.unknownUsers().isEmpty()) {
            fields.reject(
                    "users", "flag.unknown_user", clashes.unknownUsers().get(0).toString());
        }
        fields.check();
        return change;
    }

    private static FlagRequest read(Fields fields, @Nullable String name, @Nullable Boolean enabled) {
        var percentage = fields.optionalInteger("rollout_percentage", 0, 100).map(Long::intValue);
        var scope = fields.optionalChoice("scope", FlagScope.BY_WORD);
        return new FlagRequest(
                fields,
                new FlagChange(
                        name, enabled, percentage.orElse(null), scope.orElse(null), conditions(fields), users(fields)));
    }

    private static @Nullable JsonNode conditions(Fields fields) {
        var given = fields.json("conditions", JsonNodeFactory.instance.missingNode());
        return given.isMissingNode() ? null : given;
    }

    private static @Nullable List<Long> users(Fields fields) {
        return fields.has("users") ? fields.ids("users").stream().distinct().toList() : null;
    }
}
