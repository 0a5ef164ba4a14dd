package dev.guildhall.database;

import dev.guildhall.shared.InvalidSetting;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line that the database does not let us in, in place of a stack trace. */
class UnreachableDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<PSQLException> {

    /** By the class of the SQL state. */
    private static final Map<String, String> EXPECTATIONS = Map.of(
            "08", "must name a PostgreSQL server that answers",
            "28", "must have a user and a password the server accepts",
            "3D", "must name a database that exists");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, PSQLException cause) {
        var state = cause.getSQLState();
        var expectation = state == null || state.length() < 2 ? null : EXPECTATIONS.get(state.substring(0, 2));
        if (expectation == null) {
            return null;
        }
        var setting = new InvalidSetting("DATABASE_URL", expectation + ": " + cause.getMessage());
        return new FailureAnalysis(setting.getMessage(), null, failure);
    }
}
