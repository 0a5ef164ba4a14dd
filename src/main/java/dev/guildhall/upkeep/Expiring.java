package dev.guildhall.upkeep;

import java.time.Duration;

/** Rows that are of no use after some moment. */
enum Expiring {
    REFRESH_TOKENS("refresh_token", "jti_hash", "expires_at"),
    /** After its tokens, which would otherwise go with it and be counted nowhere. */
    SESSIONS("login_session", "id", "expires_at"),
    TELEGRAM_LOGINS("telegram_login", "signature", "expires_at"),
    STREAM_TICKETS("stream_ticket", "ticket_hash", "expires_at"),
    IDEMPOTENCY_KEYS("idempotency_key", "id", "expires_at"),
    /** Kept for a while after their end: events of that time may still be replayed. */
    RULE_PAUSES("rule_cooldown", "rule_id, entity_type, entity_id", "ends_at", Duration.ofDays(30)),
    /** Nodes that have been away for half as long start over. */
    INVALIDATIONS("invalidation", "id", "created_at", Duration.ofHours(24));

    private final String table;
    private final String key;
    private final String column;
    private final Duration grace;

    Expiring(String table, String key, String column) {
        this(table, key, column, Duration.ZERO);
    }

    Expiring(String table, String key, String column, Duration grace) {
        this.table = table;
        this.key = key;
        this.column = column;
        this.grace = grace;
    }

    String table() {
        return table;
    }

    /** Columns, by commas. */
    String key() {
        return key;
    }

    /** What is in it before a moment has expired by then, give or take {@link #grace}. */
    String column() {
        return column;
    }

    Duration grace() {
        return grace;
    }
}
