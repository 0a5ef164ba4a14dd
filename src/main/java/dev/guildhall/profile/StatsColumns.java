package dev.guildhall.profile;

import dev.guildhall.scoring.ClientStats;
import dev.guildhall.scoring.ClientTotals;
import dev.guildhall.scoring.MasterStats;
import dev.guildhall.scoring.MasterTotals;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The statistics of a person {@code a}, as part of a larger row. */
final class StatsColumns {

    static final String COLUMNS = """
            c.completed_orders, c.cancelled_orders, c.rating_sum, c.rating_count, c.negative_flags,
            c.level, c.risk_score, c.risk_level, c.risk_updated_at,
            m.completed_orders, m.dropped_orders, m.active_orders, m.response_micros, m.response_count,
            m.rating_sum, m.rating_count, m.master_score, m.score_updated_at""";

    /** A master has statistics from the first computation on; totals alone are none. */
    static final String JOINS = """
            LEFT JOIN client_stats c ON c.account_id = a.id
            LEFT JOIN master_stats m ON m.account_id = a.id AND m.score_updated_at IS NOT NULL""";

    /** How many {@link #COLUMNS} there are. */
    static final int WIDTH = 18;

    private StatsColumns() {}

    /** @param first the place of the first of the {@link #COLUMNS} in the row */
    static @Nullable ClientStats client(Readable row, int first) {
        Integer completed = row.get(first, Integer.class);
        if (completed == null) {
            return null;
        }
        var totals = new ClientTotals(
                completed,
                row.get(first + 1, Integer.class),
                row.get(first + 2, Long.class),
                row.get(first + 3, Integer.class),
                row.get(first + 4, Integer.class));
        return ClientStats.from(
                totals,
                row.get(first + 5, String.class),
                row.get(first + 6, Integer.class),
                row.get(first + 7, String.class),
                row.get(first + 8, Instant.class));
    }

    /** @param first the place of the first of the {@link #COLUMNS} in the row */
    static @Nullable MasterStats master(Readable row, int first) {
        Integer completed = row.get(first + 9, Integer.class);
        if (completed == null) {
            return null;
        }
        var totals = new MasterTotals(
                completed,
                row.get(first + 10, Integer.class),
                row.get(first + 11, Integer.class),
                row.get(first + 12, Long.class),
                row.get(first + 13, Integer.class),
                row.get(first + 14, Long.class),
                row.get(first + 15, Integer.class));
        return MasterStats.from(totals, row.get(first + 16, Integer.class), row.get(first + 17, Instant.class));
    }
}
