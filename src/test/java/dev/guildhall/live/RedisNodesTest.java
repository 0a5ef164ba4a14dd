package dev.guildhall.live;

import dev.guildhall.testing.TestRedis;
import java.util.Map;

class RedisNodesTest extends NodesContract {

    @Override
    Map<String, String> settings() {
        return Map.of("LIVE_BUS", "redis", "REDIS_URL", TestRedis.url());
    }
}
