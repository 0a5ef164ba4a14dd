package dev.guildhall.bus;

import dev.guildhall.testing.TestRedis;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class RedisBusTest extends BusContract {

    private final List<RedisBus> buses = new ArrayList<>();

    @AfterEach
    void closeThem() {
        buses.forEach(RedisBus::close);
    }

    @Override
    Bus bus() {
        var bus = BusConfiguration.redisBus(TestRedis.url());
        buses.add(bus);
        return bus;
    }

    @Override
    void cutOff() {
        try (var client = RedisClient.create(TestRedis.url());
                var connection = client.connect()) {
            connection.sync().clientKill(KillArgs.Builder.typePubsub());
        }
    }
}
