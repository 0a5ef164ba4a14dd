package dev.guildhall.scoring;

import java.util.Locale;

/** How risky a client is, in four steps. */
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The level of a risk score of 0 to 100. */
    public static RiskLevel of(int score) {
        if (score >= 75) {
            return CRITICAL;
        }
        if (score >= 50) {
            return HIGH;
        }
        return score >= 25 ? MEDIUM : LOW;
    }

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
