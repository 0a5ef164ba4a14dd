package dev.guildhall.scoring;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a client, beside what was counted from scratch.
 *
 * @param signedUp when the account was made
 * @param judgedAt when the risk was last computed, null when it never was
 */
record AuditedClient(
        long id,
        Instant signedUp,
        ClientTotals stored,
        ClientTotals counted,
        String level,
        int riskScore,
        String riskLevel,
        @Nullable Instant judgedAt,
        @Nullable ManualScore manual) {

    /** Whether there is, or was, a reason to compute the risk. */
    boolean isJudged() {
        return judgedAt != null || !counted.equals(ClientTotals.NOTHING);
    }

    Standings.Client standing() {
        return new Standings.Client(id, counted, signedUp, manual);
    }

    /** The risk is compared as of its own moment, because it depends on the age the account had then, and on what was set by hand. */
    Stream<Drift> drifts(Instant now) {
        var moment = judgedAt == null ? now : judgedAt;
        var expected = isJudged()
                ? ClientRisk.of(counted, ClientRisk.ageInDays(signedUp, moment), ManualScore.at(manual, moment))
                : new ClientRisk(0, RiskLevel.LOW, ClientLevel.NEWBIE);
        return Stream.of(
                        drift("completed_orders", stored.completed(), counted.completed()),
                        drift("cancelled_orders", stored.cancelled(), counted.cancelled()),
                        drift("rating_sum", stored.ratingSum(), counted.ratingSum()),
                        drift("rating_count", stored.ratingCount(), counted.ratingCount()),
                        drift("negative_flags", stored.negativeFlags(), counted.negativeFlags()),
                        drift("level", level, expected.level().word()),
                        drift("risk_score", riskScore, expected.score()),
                        drift("risk_level", riskLevel, expected.riskLevel().word()))
                .flatMap(drifts -> drifts);
    }

    private Stream<Drift> drift(String column, Object stored, Object expected) {
        return Drift.between(id, "client_stats." + column, stored, expected);
    }
}
