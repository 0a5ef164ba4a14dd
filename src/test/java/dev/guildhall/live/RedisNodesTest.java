package dev.guildhall.live;

import dev.guildhall.testing.TestRedis;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;

class RedisNodesTest extends NodesContract {

    @Override
    Map<String, String> settings() {
        return Map.of("LIVE_BUS", "redis", "REDIS_URL", TestRedis.url());
    }

    @Override
    long cutOff(DatabaseClient database) {
        return TestRedis.cutOffListeners();
    }
}
