package dev.guildhall.bus;

import dev.guildhall.testing.TestRedis;
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
    long cutOff() {
        return TestRedis.cutOffListeners();
    }
}
