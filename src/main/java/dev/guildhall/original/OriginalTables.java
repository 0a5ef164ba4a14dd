package dev.guildhall.original;

import static dev.guildhall.original.SourceColumn.digits;
import static dev.guildhall.original.SourceColumn.file;
import static dev.guildhall.original.SourceColumn.json;
import static dev.guildhall.original.SourceColumn.made;
import static dev.guildhall.original.SourceColumn.moment;
import static dev.guildhall.original.SourceColumn.of;
import static dev.guildhall.original.SourceColumn.reference;
import static dev.guildhall.original.SourceColumn.text;
import static dev.guildhall.original.SourceColumn.touched;
import static dev.guildhall.original.SourceColumn.word;

import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.original.SourceTable.Manner;
import dev.guildhall.security.PrincipalCache;
import dev.guildhall.storage.Category;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of each table of the original, in an order in which a row finds what it points to. A row is taken as a whole or not at
 * all.
 */
final class OriginalTables {

    static final String USERS = "accounts_user";
    static final String FLAGS = "platform_featureflag";
    static final String RULES = "platform_rule";
    static final String BEHAVIOR_FLAGS = "reviews_behaviorflag";
    static final String ORDERS = "appointments_appointment";
    private static final String REVIEWS = "reviews_review";

    private static final Set<String> STATUSES = Arrays.stream(AppointmentStatus.values())
            .map(AppointmentStatus::name)
            .collect(Collectors.toSet());
    private static final Set<String> STATUSES_OR_NONE =
            Stream.concat(STATUSES.stream(), Stream.of("")).collect(Collectors.toSet());

    /** All that the API knows; the original knows by these names which are good ones. */
    private static final Set<String> GOOD = Set.of("good_connection", "well_prepared");

    private static final Set<String> BAD =
            Set.of("bad_internet", "weak_pc", "difficult_client", "did_not_follow_instructions", "late_to_session");
    private static final Set<String> GOOD_OR_BAD =
            Stream.concat(GOOD.stream(), BAD.stream()).collect(Collectors.toSet());

    /** A transaction of long ago: streams tell nobody what happened in the original. */
    private static final String LONG_AGO = "3";

    static final List<SourceTable> ALL = List.of(
            SourceTable.of(
                            USERS,
                            "account",
                            of("id", "bigint"),
                            text("username", 150),
                            // Replaced when somebody signs in here, and no sign that they have changed it.
                            of("password", "text").as("password_hash").fluid(),
                            text("first_name", 255),
                            text("last_name", 255),
                            word("role", Set.of("client", "master", "admin")),
                            of("is_staff", "boolean"),
                            of("is_superuser", "boolean"),
                            of("is_active", "boolean").onlyRead(),
                            of("telegram_id", "bigint"),
                            text("telegram_username", 255).fluid(),
                            text("telegram_photo_url", 2000).fluid(),
                            of("is_master_active", "boolean"),
                            of("is_banned", "boolean"),
                            of("ban_reason", "text"),
                            moment("banned_at"),
                            moment("last_login").as("last_login_at").fluid(),
                            moment("created_at"),
                            touched("updated_at"),
                            made("sessions_since", "timestamptz"))
                    .mended(OriginalTables::closeWhatIsInactive)
                    // Nodes may know whoever was taken before.
                    .afterwards("INSERT INTO invalidation (kind, key, created_at) SELECT '" + PrincipalCache.KIND
                            + "', source_id::text, now() FROM original_row WHERE source = '" + USERS
                            + "' AND source_id = ANY($1)"),
            SourceTable.of(
                    "accounts_sitesettings",
                    "site_settings",
                    of("singleton_key", "smallint").as("id"),
                    of("bank_requisites", "text"),
                    of("crypto_requisites", "text"),
                    of("instructions", "text"),
                    touched("updated_at")),
            SourceTable.of(
                            FLAGS,
                            "feature_flag",
                            of("id", "bigint"),
                            text("name", 120),
                            of("is_enabled", "boolean"),
                            of("rollout_percentage", "smallint"),
                            word("scope", Set.of("global", "per_user", "per_role")),
                            json("conditions", ""),
                            moment("created_at"),
                            touched("updated_at"))
                    .afterwards(
                            "INSERT INTO invalidation (kind, key, created_at) SELECT 'feature_flag', id::text, now() FROM unnest($1) AS f (id)"),
            SourceTable.of(
                            "platform_featureflag_users",
                            "feature_flag_account",
                            reference("featureflag_id", "feature_flag_id", FLAGS),
                            reference("user_id", "account_id", USERS))
                    .by("feature_flag_id", "account_id")
                    .in(Manner.LINK),
            SourceTable.of(
                            RULES,
                            "rule",
                            of("id", "bigint"),
                            text("name", 150),
                            of("is_active", "boolean"),
                            text("trigger_event_type", 120),
                            json("condition_json", ""),
                            json("action_json", ""),
                            moment("created_at"),
                            touched("updated_at"))
                    .afterwards(
                            "INSERT INTO invalidation (kind, key, created_at)"
                                    + " SELECT DISTINCT 'rules', trigger_event_type, now() FROM rule_version WHERE rule_id = ANY($1)"),
            SourceTable.of(
                            BEHAVIOR_FLAGS,
                            "behavior_flag",
                            of("id", "bigint"),
                            word("code", GOOD_OR_BAD),
                            text("label", 255),
                            of("is_active", "boolean"),
                            made("is_positive", "boolean"))
                    .mended((row, now) -> row.put(
                            "is_positive", GOOD.contains(row.path("code").asString("")))),
            SourceTable.of(
                            ORDERS,
                            "appointment",
                            of("id", "bigint"),
                            reference("client_id", "client_id", USERS),
                            reference("assigned_master_id", "master_id", USERS),
                            text("brand", 255),
                            text("model", 255),
                            word("lock_type", Set.of("PIN", "GOOGLE", "APPLE_ID", "OTHER")),
                            of("has_pc", "boolean"),
                            of("description", "text"),
                            file("photo_lock_screen", "photo_key", Category.APPOINTMENT_PHOTOS),
                            word("status", STATUSES),
                            of("total_price", "integer"),
                            text("currency", 3),
                            word("payment_method", Set.of("crypto", "bank_transfer")),
                            file("payment_proof", "payment_proof_key", Category.PAYMENT_PROOFS),
                            moment("payment_marked_at"),
                            moment("payment_confirmed_at"),
                            reference("payment_confirmed_by_id", "payment_confirmed_by", USERS),
                            moment("taken_at"),
                            moment("started_at"),
                            moment("completed_at"),
                            json("platform_tags", "array"),
                            moment("created_at"),
                            touched("updated_at"))
                    .mended((row, now) -> emptyIsNone(row, "payment_method"))
                    // Its deadlines are worked out when its timeline is there.
                    .afterwards("""
                            UPDATE appointment SET has_history = has_history OR master_id IS NOT NULL OR status <> 'NEW',
                                   response_deadline_at = NULL, sla_next_at = NULL
                             WHERE id = ANY($1)"""),
            SourceTable.of(
                            "appointments_appointmentevent",
                            "timeline_entry",
                            of("id", "bigint"),
                            reference("appointment_id", "appointment_id", ORDERS),
                            word(
                                    "event_type",
                                    Set.of(
                                            "status_changed",
                                            "price_set",
                                            "payment_proof_uploaded",
                                            "payment_marked",
                                            "payment_confirmed",
                                            "message_deleted")),
                            word("from_status", STATUSES_OR_NONE),
                            word("to_status", STATUSES_OR_NONE),
                            of("note", "text"),
                            json("metadata", "object"),
                            reference("actor_id", "actor_id", USERS),
                            moment("created_at"))
                    .afterwards("""
                            UPDATE appointment a SET has_history = true
                              FROM timeline_entry t
                             WHERE t.id = ANY($1) AND t.appointment_id = a.id AND t.to_status NOT IN ('', 'NEW') AND NOT a.has_history"""),
            SourceTable.of(
                            "chat_message",
                            "message",
                            of("id", "bigint"),
                            reference("appointment_id", "appointment_id", ORDERS),
                            reference("sender_id", "sender_id", USERS),
                            of("text", "text"),
                            file("file", "file_key", Category.CHAT_FILES),
                            of("is_deleted", "boolean").onlyRead(),
                            moment("deleted_at"),
                            reference("deleted_by_id", "deleted_by", USERS),
                            moment("created_at"),
                            moment("updated_at").onlyRead())
                    .mended(OriginalTables::deleteWhatIsDeleted)
                    .afterwards("""
                            UPDATE message m SET is_inquiry = true
                              FROM appointment a JOIN account s ON s.role = 'master'
                             WHERE m.id = ANY($1) AND a.id = m.appointment_id AND s.id = m.sender_id
                               AND a.master_id IS DISTINCT FROM m.sender_id
                               AND NOT EXISTS (SELECT 1 FROM timeline_entry t WHERE t.appointment_id = a.id AND t.actor_id = m.sender_id)"""),
            SourceTable.of(
                            "chat_readstate",
                            "read_state",
                            reference("appointment_id", "appointment_id", ORDERS),
                            reference("user_id", "account_id", USERS),
                            of("last_read_message_id", "bigint"),
                            touched("updated_at"))
                    .by("appointment_id", "account_id"),
            SourceTable.of(
                    REVIEWS,
                    "review",
                    of("id", "bigint"),
                    reference("appointment_id", "appointment_id", ORDERS),
                    word("review_type", Set.of("master_review", "client_review")),
                    reference("author_id", "author_id", USERS),
                    reference("target_id", "target_id", USERS),
                    of("rating", "smallint"),
                    of("comment", "text"),
                    moment("created_at")),
            SourceTable.of(
                            "reviews_review_behavior_flags",
                            "review_behavior_flag",
                            reference("review_id", "review_id", REVIEWS),
                            reference("behaviorflag_id", "behavior_flag_id", BEHAVIOR_FLAGS))
                    .by("review_id", "behavior_flag_id")
                    .in(Manner.LINK),
            SourceTable.of(
                            "platform_platformevent",
                            "platform_event",
                            of("id", "bigint"),
                            text("event_type", 120),
                            word("entity_type", Set.of("Appointment", "Message", "Review")),
                            digits("entity_id"),
                            reference("actor_id", "actor_id", USERS),
                            json("payload", "object"),
                            moment("created_at"),
                            made("depth", "smallint"),
                            made("xid", "xid8"))
                    .mended((row, now) -> row.put("depth", 0).put("xid", LONG_AGO)),
            SourceTable.of(
                            "platform_notification",
                            "notification",
                            of("id", "bigint"),
                            reference("user_id", "account_id", USERS),
                            text("type", 32),
                            text("title", 255),
                            of("message", "text"),
                            json("payload", "object"),
                            of("is_read", "boolean").onlyRead(),
                            moment("read_at"),
                            moment("created_at"))
                    .mended(OriginalTables::readWhatIsRead),
            SourceTable.of(
                            "accounts_clientstats",
                            "client_stats",
                            reference("user_id", "account_id", USERS),
                            word("level", Set.of("newbie", "trusted", "reliable", "problematic")),
                            of("risk_score", "smallint"),
                            word("risk_level", Set.of("low", "medium", "high", "critical")),
                            moment("risk_updated_at"))
                    .by("account_id")
                    .mended(OriginalTables::forgetWhatWasNotJudged)
                    .in(Manner.ONCE),
            SourceTable.of(
                            "accounts_masterstats",
                            "master_stats",
                            reference("user_id", "account_id", USERS),
                            of("master_score", "smallint"),
                            moment("score_updated_at"))
                    .by("account_id")
                    .mended((row, now) -> {
                        if (row.path("score_updated_at").isNull()) {
                            row.put("master_score", 0);
                        }
                    })
                    .in(Manner.ONCE),
            SourceTable.of(
                            "platform_dailymetrics",
                            "daily_metrics",
                            of("date", "date"),
                            of("gmv_total", "bigint"),
                            of("new_users", "integer"),
                            of("new_appointments", "integer"),
                            of("paid_appointments", "integer"),
                            of("completed_appointments", "integer"),
                            of("avg_time_to_first_response", "float8"),
                            of("avg_time_to_complete", "float8"),
                            of("conversion_new_to_paid", "float8"),
                            moment("updated_at").as("computed_at"))
                    .by("date")
                    .in(Manner.ONCE));

    /** Tables of which a new database of ours has rows by itself, and the column by which people tell those apart. */
    static final Map<SourceTable, String> NAMED = named(Map.of(FLAGS, "name", RULES, "name", BEHAVIOR_FLAGS, "code"));

    private OriginalTables() {}

    private static Map<SourceTable, String> named(Map<String, String> names) {
        return ALL.stream()
                .filter(table -> names.containsKey(table.name()))
                .collect(Collectors.toMap(table -> table, table -> String.valueOf(names.get(table.name()))));
    }

    /**
     * Nobody signs in as somebody who is inactive there. We know no such people, so they have nothing left to sign in by, and their
     * tokens are no good.
     */
    private static void closeWhatIsInactive(ObjectNode user, Instant now) {
        if (user.path("password").asString("").startsWith("!")) {
            user.put("password", "");
        }
        user.putNull("sessions_since");
        if (!user.path("is_active").asBoolean(true)) {
            user.put("password", "").putNull("telegram_id").put("sessions_since", now.toString());
            user.put(
                    Batch.NOTE,
                    "is inactive there: taken without password and Telegram id, so that nobody signs in as them");
        }
    }

    /** The original keeps both a mark and a moment, and files of deleted messages. */
    private static void deleteWhatIsDeleted(ObjectNode message, Instant now) {
        if (!message.path("is_deleted").asBoolean(false)) {
            message.putNull("deleted_at").putNull("deleted_by_id");
        } else {
            message.putNull("file");
            if (message.path("deleted_at").isNull()) {
                message.set("deleted_at", message.path("updated_at"));
            }
        }
    }

    private static void readWhatIsRead(ObjectNode notification, Instant now) {
        if (!notification.path("is_read").asBoolean(false)) {
            notification.putNull("read_at");
        } else if (notification.path("read_at").isNull()) {
            notification.set("read_at", notification.path("created_at"));
        }
    }

    private static void forgetWhatWasNotJudged(ObjectNode stats, Instant now) {
        if (stats.path("risk_updated_at").isNull()) {
            stats.put("level", "newbie").put("risk_score", 0).put("risk_level", "low");
        }
    }

    private static void emptyIsNone(ObjectNode row, String column) {
        if (row.path(column).asString("").isEmpty()) {
            row.putNull(column);
        }
    }
}
