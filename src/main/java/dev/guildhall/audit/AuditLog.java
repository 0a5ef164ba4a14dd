package dev.guildhall.audit;

/** How the audit log is written, as a part of a statement; by the clock of the database, which the demo does not turn. */
public final class AuditLog {

    private static final String APPEND = """
            audit_row AS (
                INSERT INTO audit_entry (occurred_at, actor_id, actor_name, actor_kind, admin_role, action, entity_type, entity_id,
                                         state_before, state_after, request_id, reason)
                SELECT now(), a.actor_id, a.actor_name, a.actor_kind, a.admin_role, a.action, a.entity_type, a.entity_id,
                       a.state_before, a.state_after, a.request_id, a.reason
                  FROM ROWS FROM (jsonb_to_recordset($rows) AS (actor_id bigint, actor_name text, actor_kind text, admin_role text,
                       action text, entity_type text, entity_id text, state_before jsonb, state_after jsonb, request_id text,
                       reason text)) WITH ORDINALITY AS a
                 WHERE $condition
                 ORDER BY a.ordinality
                RETURNING id
            ), audit_queue AS (
                INSERT INTO audit_unsealed (entry_id) SELECT id FROM audit_row
            )""";

    private AuditLog() {}

    /**
     * CTEs that add rows.
     *
     * @param rows the parameter with what {@link Audit#take} gives, e.g. {@code $4}
     */
    public static String append(String rows) {
        return append(rows, "true");
    }

    static String append(String rows, String condition) {
        return APPEND.replace("$rows", rows).replace("$condition", condition);
    }
}
