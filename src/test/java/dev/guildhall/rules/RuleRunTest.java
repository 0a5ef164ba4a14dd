package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.EventLog;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.RecordedEvent;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.SomethingHappened;
import dev.guildhall.testing.StatementCounter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@GuildhallTest
class RuleRunTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());

    @Autowired
    private RuleService rules;

    @Autowired
    private RuleEngine engine;

    @Autowired
    private RuleReplay replay;

    @Autowired
    private EventLog log;

    @Autowired
    private UnitOfWork units;

    @Autowired
    private EventSink events;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private StatementCounter counter;

    private long reader;
    private SomethingHappened event = SomethingHappened.once();

    @BeforeEach
    void somebodyReads() {
        reader = Await.value(database.sql("INSERT INTO account (username, role) VALUES (:name, 'client') RETURNING id")
                .bind("name", UUID.randomUUID().toString())
                .mapValue(Long.class)
                .one());
        event = event.about(reader);
    }

    @Test
    void runsTheFirstFiftyRulesInTheOrderTheyWereMade() {
        Await.all(Flux.range(1, 51).concatMap(number -> rules.create(draft("{}", telling("rule " + number)))));
        happens(event);
        var expected = Await.all(Flux.range(1, 50).map(number -> "rule " + number));
        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void runsActionsInTheOrderTheyAreWrittenAndSkipsWhatMakesNoSense() {
        rule("{}", "[%s, {\"type\": \"dance\"}, 5, %s]".formatted(telling("first"), telling("second")));
        happens(event);
        assertThat(told()).containsExactly("first", "second");
    }

    @Test
    void seesEventPayloadActorAndFacts() {
        rule("""
                {"all": [
                    {"field": "event.payload.mood", "op": "==", "value": "good"},
                    {"field": "event.event_type", "op": "==", "value": "%s"},
                    {"field": "event.entity_id", "op": "==", "value": "1"},
                    {"field": "actor.role", "op": "==", "value": "client"},
                    {"field": "client.id", "op": "==", "value": %d}
                ]}""".formatted(event.type(), reader), telling("met"));
        happens(event.saying(Map.of("mood", "bad")).by(reader));
        assertThat(told()).isEmpty();
        happens(event.saying(Map.of("mood", "good")).by(reader));
        assertThat(told()).containsExactly("met");
    }

    @Test
    void undoesWhatRulesDidWhenTheUnitFails() {
        rule("{}", telling("never"));
        var failing =
                units.run(events.emit(event).thenReturn(1), done -> Mono.error(new IllegalStateException("late")));
        assertThatThrownBy(() -> Await.done(failing)).hasMessage("late");
        assertThat(told()).isEmpty();
    }

    @Test
    void runsNothingForInactiveAndDeletedRules() {
        var off = rule("{}", telling("off"));
        var gone = rule("{}", telling("gone"));
        happens(event);
        Await.done(rules.change(
                off.id(), it -> new RuleDraft(it.name(), false, it.triggerEventType(), it.condition(), it.action())));
        Await.done(rules.delete(gone.id()));
        happens(event);
        assertThat(told()).containsExactly("off", "gone");
    }

    @Test
    void runsNothingForEventsBelowTheThirdLevel() {
        happens(event);
        happens(event);
        var stored = Await.all(log.latest(2));
        rule("{}", telling("deep"));
        Await.done(units.run(engine.run(recorded(stored.get(0).id(), 4))));
        assertThat(told()).isEmpty();
        Await.done(units.run(engine.run(recorded(stored.get(1).id(), 3))));
        assertThat(told()).containsExactly("deep");
    }

    @Test
    void asksTheDatabaseOnceForTheRulesOfATrigger() {
        rule("{\"field\": \"client.id\", \"op\": \"==\", \"value\": 0}", telling("never"));
        var recorded = recorded(1, 1);
        assertThat(counter.during(() -> Await.done(engine.run(recorded)))).hasSize(1);
        assertThat(counter.during(() -> Await.done(engine.run(recorded)))).isEmpty();
    }

    @Test
    void replaysRulesOverTheFactsOfThePast() {
        happens(event.saying(Map.of("mood", "good")).by(reader));
        rule("""
                {"all": [
                    {"field": "event.payload.mood", "op": "==", "value": "good"},
                    {"field": "event.entity_type", "op": "==", "value": "Message"},
                    {"field": "actor.id", "op": "==", "value": %1$d},
                    {"field": "client.id", "op": "==", "value": %1$d}
                ]}""".formatted(reader), telling("again"));
        rule("{\"field\": \"event.payload.mood\", \"op\": \"==\", \"value\": \"bad\"}", telling("never"));
        assertThat(Await.value(replay.replay(1).last()).executed()).isEqualTo(1);
        assertThat(told()).containsExactly("again");
    }

    @Test
    void replaysAsManyEventsAsAskedForOldestFirst() {
        rule("{}", telling("rule"));
        Await.all(
                Flux.range(0, 150).concatMap(number -> units.run(events.emit(event.saying(Map.of("number", number))))));
        assertThat(Await.value(replay.replay(150).last()).executed()).isZero();
        var result = Await.value(replay.replay(150, RuleReplay.Manner.FORCED).last());
        assertThat(result.processed()).isEqualTo(150);
        assertThat(result.executed()).isEqualTo(150);
        var numbers = Await.all(
                database.sql("""
                        SELECT (e.payload ->> 'number')::int
                        FROM notification n JOIN platform_event e ON e.id = (n.payload ->> 'event_id')::bigint
                        WHERE n.account_id = :reader ORDER BY n.id""").bind("reader", reader).mapValue(Integer.class).all());
        var once = Await.all(Flux.range(0, 150));
        assertThat(numbers.subList(150, 300)).isEqualTo(once);
    }

    private void happens(DomainEvent happening) {
        Await.done(units.run(events.emit(happening)));
    }

    private Rule rule(String condition, String action) {
        return Await.value(rules.create(draft(condition, action)));
    }

    private RuleDraft draft(String condition, String action) {
        return new RuleDraft(
                "run " + NAMES.incrementAndGet(), true, event.type(), JSON.readTree(condition), JSON.readTree(action));
    }

    /** The titles of what the reader was told, in that order. */
    private List<String> told() {
        return Await.all(database.sql("SELECT title FROM notification WHERE account_id = :reader ORDER BY id")
                .bind("reader", reader)
                .mapValue(String.class)
                .all());
    }

    private static String telling(String title) {
        return "{\"type\": \"create_notification\", \"target\": \"client\", \"title\": \"%s\"}".formatted(title);
    }

    private RecordedEvent recorded(long id, int depth) {
        ObjectNode facts = JSON.valueToTree(event.facts());
        return new RecordedEvent(id, Instant.EPOCH, depth, event, facts);
    }
}
