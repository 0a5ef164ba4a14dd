package dev.guildhall.bus;

import dev.guildhall.testing.TestRedis;
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
        var bus = (RedisBus) new BusConfiguration().bus(new BusSettings(true, TestRedis.url()), null);
        buses.add(bus);
        return bus;
    }

    @Override
    void cutOff() {
        try (var client = RedisClient.create(TestRedis.url());
                var connection = client.connect()) {
            connection.sync().clientKill(io.lettuce.core.KillArgs.Builder.typePubsub());
        }
    }
}
