package dev.guildhall.chat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Person;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An order that waits for a master, its client, and two who may take it. */
abstract class OfferedOrder {

    @Autowired
    Api api;

    Person client;
    Person ann;
    Person bob;
    long order;

    @BeforeEach
    void somebodyFilesAnOrder() {
        client = api.client();
        ann = api.master();
        bob = api.master();
        order = client.files();
    }
}
