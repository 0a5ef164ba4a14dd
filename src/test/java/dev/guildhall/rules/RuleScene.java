package dev.guildhall.rules;

import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.SomethingHappened;
import dev.guildhall.testing.TestClock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules of one event that nobody else knows, what happens to them, and an admin who asks about it. */
abstract class RuleScene {

    static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    RuleService rules;

    @Autowired
    UnitOfWork units;

    @Autowired
    EventSink events;

    @Autowired
    DatabaseClient database;

    @Autowired
    TestClock clock;

    @Autowired
    Api api;

    Person admin;
    SomethingHappened event = SomethingHappened.once();

    @BeforeEach
    void anAdminWonders() {
        admin = api.admin();
    }

    void happens(SomethingHappened something) {
        Await.done(units.run(events.emit(something)));
    }

    Rule rule(RuleDraft draft) {
        return Await.value(rules.create(draft));
    }

    RuleDraft draft(JsonNode condition, String action, int priority, boolean stops, int cooldown) {
        return new RuleDraft(
                "rule " + UUID.randomUUID(),
                "",
                true,
                event.type(),
                condition,
                JSON.readTree(action),
                priority,
                stops,
                cooldown);
    }
}
