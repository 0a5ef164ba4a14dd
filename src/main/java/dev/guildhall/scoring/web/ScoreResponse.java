package dev.guildhall.scoring.web;

import dev.guildhall.scoring.ScoreKind;
import dev.guildhall.scoring.ScoreLine;
import dev.guildhall.scoring.ScoreView;
import dev.guildhall.shared.web.Words;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A score, explained. */
record ScoreResponse(
        long account,
        String kind,
        int score,
        @Nullable String level,
        @Nullable Instant computedAt,
        List<Line> lines,
        @Nullable Override override,
        List<Change> history) {

    /** Lines that any score may have. */
    private static final Set<String> COMMON = Set.of("rounding", "clamping", "override", "not_computed", "unexplained");

    static ScoreResponse of(ScoreView view, Words.Speaker speaker) {
        return of(view, Override.of(view.manual()), speaker);
    }

    /** Why an admin has set a score, and who it was, is for admins. */
    static ScoreResponse ofOneself(ScoreView view, Words.Speaker speaker) {
        var manual = view.manual();
        var override = manual == null ? null : new Override(manual.score(), null, null, manual.at(), manual.until());
        return of(view, override, speaker);
    }

    private static ScoreResponse of(ScoreView view, @Nullable Override override, Words.Speaker speaker) {
        return new ScoreResponse(
                view.account(),
                view.kind().word(),
                view.score(),
                view.level() == null ? null : view.level().word(),
                view.computedAt(),
                view.lines().stream()
                        .map(line -> Line.of(line, view.kind(), speaker))
                        .toList(),
                override,
                view.history().stream()
                        .map(change -> Change.of(change, speaker))
                        .toList());
    }

    /** One of the lines that sum to the score. */
    record Line(String code, BigDecimal points, Map<String, Object> inputs, String words) {

        /** What a sentence is told are the inputs in the order of their names. */
        private static Line of(ScoreLine line, ScoreKind kind, Words.Speaker speaker) {
            var inputs = new TreeMap<>(line.inputs());
            var code = COMMON.contains(line.code()) ? "score.any." : "score." + kind.word() + ".";
            return new Line(
                    line.code(),
                    line.points(),
                    inputs,
                    speaker.say(code + line.code(), inputs.values().toArray()));
        }
    }

    /** A score set by hand. */
    record Override(
            int score, @Nullable String reason, @Nullable Long setBy, Instant setAt, Instant expiresAt) {

        private static @Nullable Override of(ScoreView.@Nullable Manual manual) {
            return manual == null
                    ? null
                    : new Override(manual.score(), manual.reason(), manual.by(), manual.at(), manual.until());
        }
    }

    /** A change of the score. */
    record Change(
            Instant changedAt,
            @Nullable Integer oldScore,
            int newScore,
            String cause,
            @Nullable Long event,
            @Nullable String eventType,
            @Nullable String entityType,
            @Nullable String entityId,
            String words) {

        private static Change of(ScoreView.Change change, Words.Speaker speaker) {
            return new Change(
                    change.changedAt(),
                    change.before(),
                    change.after(),
                    change.cause(),
                    change.eventId(),
                    change.eventType(),
                    change.entityType(),
                    change.entityId(),
                    speaker.say("score.cause." + change.cause(), change.eventType()));
        }
    }
}
