package dev.guildhall.scoring;

import java.util.Locale;

/** What is computed of people. */
public enum ScoreKind {
    /** Of a client. */
    RISK("client_stats"),
    /** Of a master. */
    SCORE("master_stats");

    private final String table;

    ScoreKind(String table) {
        this.table = table;
    }

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String table() {
        return table;
    }
}
