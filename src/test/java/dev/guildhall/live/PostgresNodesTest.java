package dev.guildhall.live;

import java.util.Map;

class PostgresNodesTest extends NodesContract {

    @Override
    Map<String, String> settings() {
        return Map.of("LIVE_BUS", "postgres");
    }
}
