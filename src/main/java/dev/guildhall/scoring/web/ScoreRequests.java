package dev.guildhall.scoring.web;

import dev.guildhall.scoring.ScoreOverrides.Draft;
import dev.guildhall.shared.web.Body;
import dev.guildhall.shared.web.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** What is sent with an override. */
final class ScoreRequests {

    private static final int HIGHEST = 100;
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_MOMENT = 64;
    private static final Duration LONGEST = Duration.ofDays(366);

    private ScoreRequests() {}

    static Draft draft(Body body, Instant now) {
        var fields = body.fields();
        var draft = new Draft(
                (int) fields.integer("score", 0, HIGHEST),
                fields.text("reason", LONGEST_REASON),
                future(fields, "expires_at", now));
        fields.check();
        return draft;
    }

    /** A moment after now and within a year. */
    private static Instant future(Fields fields, String name, Instant now) {
        var given = fields.text(name, LONGEST_MOMENT);
        if (given.isEmpty()) {
            return now;
        }
        try {
            var moment = OffsetDateTime.parse(given).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (!moment.isAfter(now) || moment.isAfter(now.plus(LONGEST))) {
                fields.reject(name, "field.moment_ahead");
            }
            return moment;
        } catch (DateTimeParseException malformed) {
            fields.reject(name, "field.moment");
            return now;
        }
    }
}
