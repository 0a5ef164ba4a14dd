package dev.guildhall.event;

/** How the live log is written, as a part of a statement: always the last of its transaction. */
public final class LiveLog {

    /**
     * Topics with a sequence of their own are locked in their order: so their lines are numbered without a gap in the order of the
     * commits, and nobody waits for anybody in a circle.
     */
    private static final String APPEND = """
            , shared AS (
                INSERT INTO live_shared (topic, type, data, occurred_at)
                SELECT topic, type, data, $now FROM note WHERE strpos(topic, ':') = 0 ORDER BY ordinality
            ), touched AS (
                INSERT INTO live_topic AS t (topic, head)
                SELECT topic, count(*) FROM note WHERE strpos(topic, ':') > 0 GROUP BY topic ORDER BY topic
                ON CONFLICT (topic) DO UPDATE SET head = t.head + excluded.head
                RETURNING topic, head
            ), appended AS (
                INSERT INTO live_log (topic, seq, type, data, occurred_at)
                SELECT topic, head - count(*) OVER (PARTITION BY topic) + row_number() OVER (PARTITION BY topic ORDER BY ordinality),
                       type, data, $now
                  FROM note JOIN touched USING (topic)
            )""";

    private LiveLog() {}

    /**
     * More CTEs, after one named {@code note (topic, type, data, ordinality)} whose lines they append.
     *
     * @param parameter the one with the moment, e.g. {@code $3}
     */
    public static String append(String parameter) {
        return APPEND.replace("$now", parameter);
    }
}
