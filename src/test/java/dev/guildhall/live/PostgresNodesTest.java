package dev.guildhall.live;

import dev.guildhall.testing.Await;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;

class PostgresNodesTest extends NodesContract {

    @Override
    Map<String, String> settings() {
        return Map.of("LIVE_BUS", "postgres");
    }

    @Override
    long cutOff(DatabaseClient database) {
        return Await.value(database.sql("""
                        SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
                         WHERE application_name = 'guildhall bus' AND datname = current_database()""").mapValue(Long.class).one());
    }
}
