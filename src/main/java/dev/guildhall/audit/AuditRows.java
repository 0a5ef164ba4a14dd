package dev.guildhall.audit;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Origin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** From what was noted and who has asked to what is stored. */
@Component
class AuditRows {

    private final JsonMapper json;

    AuditRows(JsonMapper json) {
        this.json = json;
    }

    /** By the names of the columns. */
    ArrayNode of(List<AuditNote> notes, Optional<Origin> from) {
        var rows = json.createArrayNode();
        var origin = from.orElse(null);
        var caller = origin == null ? null : origin.caller();
        for (var note : notes) {
            rows.addObject()
                    .put("actor_id", caller == null ? null : caller.id())
                    .put("actor_name", name(origin, caller))
                    .put("actor_kind", kind(origin, caller))
                    .put("admin_role", adminRole(caller))
                    .put("action", note.action())
                    .put("entity_type", note.entityType())
                    .put("entity_id", note.entityId())
                    .put("request_id", origin == null ? "" : origin.requestId())
                    .put("reason", note.reason().isEmpty() && origin != null ? origin.reason() : note.reason())
                    .set("state_before", state(note.before()))
                    .set("state_after", state(note.after()));
        }
        return rows;
    }

    private @Nullable JsonNode state(@Nullable Object state) {
        return state == null ? null : json.valueToTree(state);
    }

    private static @Nullable String adminRole(@Nullable Caller caller) {
        return caller == null || caller.adminRole() == null
                ? null
                : caller.adminRole().word();
    }

    private static String name(@Nullable Origin origin, @Nullable Caller caller) {
        if (caller != null) {
            return caller.username();
        }
        return origin == null ? "" : origin.operator();
    }

    private static String kind(@Nullable Origin origin, @Nullable Caller caller) {
        if (caller != null) {
            return caller.isAdmin() ? "admin" : "user";
        }
        if (origin == null) {
            return "system";
        }
        return origin.operator().isEmpty() ? "user" : "operator";
    }
}
