package dev.guildhall.outbox;

/** How events get into the outbox, as a part of the statement that stores them. */
public final class EventRows {

    /** A webhook that is being deleted holds nobody up, and gets nothing any more; one whose row is merely written is not locked out. */
    private static final String APPEND = """
            webhook_row AS (
                INSERT INTO delivery (channel, occasion, webhook_id, event_id, created_at, next_attempt_at)
                SELECT 'webhook', 'event:' || e.id, w.id, e.id, e.created_at, e.created_at
                  FROM event e JOIN webhook w ON w.is_enabled AND (w.event_types = '{}' OR e.event_type = ANY (w.event_types))
                   FOR KEY SHARE OF w SKIP LOCKED
            )""";

    private EventRows() {}

    /** A CTE, after one named {@code event (id, event_type, created_at)}: a row for every webhook that an event is for. */
    public static String append() {
        return APPEND;
    }
}
