package dev.guildhall.scoring;

import dev.guildhall.shared.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A score and how it came about.
 *
 * @param level of a risk; null of a master's score
 * @param computedAt null when it never was
 * @param lines that sum to the score
 * @param manual what an admin has set by hand and still holds
 * @param history the latest changes, newest first
 */
public record ScoreView(
        long account,
        ScoreKind kind,
        int score,
        @Nullable RiskLevel level,
        @Nullable Instant computedAt,
        List<ScoreLine> lines,
        @Nullable Manual manual,
        List<Change> history) {

    /** Names the state of what admins change: what is set by hand. The score itself moves by what happens. */
    public String version() {
        return Version.of(kind, account, manual);
    }

    /** A score set by hand. */
    public record Manual(int score, String reason, long by, Instant at, Instant until) {}

    /**
     * A change of the score.
     *
     * @param before null for the first
     * @param cause {@code event}, {@code time}, {@code override}, {@code recalculation}, or {@code before}
     * @param eventId of the event that moved it, if it is in the log
     */
    public record Change(
            Instant changedAt,
            @Nullable Integer before,
            int after,
            JsonNode lines,
            String cause,
            @Nullable Long eventId,
            @Nullable String eventType,
            @Nullable String entityType,
            @Nullable String entityId) {}
}
