package dev.guildhall.live;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Person;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An order that a master has taken, and its two sides, to be watched. */
abstract class TakenOrder {

    @Autowired
    Api api;

    Person client;
    Person master;
    long order;

    @BeforeEach
    void somebodyHasAnOrderTaken() {
        client = api.client();
        master = api.master();
        order = client.files();
        master.takes(order);
    }
}
