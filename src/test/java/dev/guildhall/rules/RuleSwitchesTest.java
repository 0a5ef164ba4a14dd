package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.flag.Switch;
import dev.guildhall.rules.RuleReplay.Acted;
import dev.guildhall.rules.RuleReplay.Manner;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.SomethingHappened;
import dev.guildhall.testing.SwitchedOff;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What rules do while some of their actions are switched off, and what a replay makes up for afterwards. */
@GuildhallTest
class RuleSwitchesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private RuleService rules;

    @Autowired
    private RuleReplay replay;

    @Autowired
    private UnitOfWork units;

    @Autowired
    private EventSink events;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Api api;

    private final String custom =
            "custom.switch_" + UUID.randomUUID().toString().replace("-", "");
    private Person admin;
    private long reader;
    private SomethingHappened event = SomethingHappened.once();

    @BeforeEach
    void somebodyReads() {
        admin = api.admin();
        reader = Await.value(database.sql("""
                        INSERT INTO account (username, role, telegram_id) VALUES (:name, 'client', :telegram) RETURNING id""")
                .bind("name", UUID.randomUUID().toString())
                .bind("telegram", System.nanoTime())
                .mapValue(Long.class)
                .one());
        event = event.about(reader);
    }

    @Test
    void whatIsSwitchedOffIsLeftOutAndTheRunSaysSo() {
        var rule = rule(0, false);
        rule(custom, "[" + telling("heard") + "]", 0, false);
        try (var noTelegram = SwitchedOff.by(admin, Switch.RULE_TELEGRAM);
                var noEvents = SwitchedOff.by(admin, Switch.RULE_EMIT_EVENT)) {
            assertThat(noTelegram).isNotNull();
            assertThat(noEvents).isNotNull();
            happens();
            assertThat(executed(Manner.DRY)).isZero();
            assertThat(executed(Manner.MISSING)).isZero();
        }
        assertThat(told()).containsExactly("first", "last");
        assertThat(written()).isEmpty();
        assertThat(emitted()).isZero();
        var runs = runs(rule);
        assertThat(runs).hasSize(1);
        assertThat(outcomes(runs.get(0))).containsExactly("done", "off", "off", "done");
        assertThat(runs.get(0).path("verdict").asString()).isEqualTo("met");
        assertThat(runs.get(0).path("explanation").asString())
                .isEqualTo("Условия выполнены. Действия с исходом off отключены флагом и пропущены.");
    }

    @Test
    void eachIsSwitchedOffByItself() {
        rule(0, false);
        try (var noTelegram = SwitchedOff.by(admin, Switch.RULE_TELEGRAM)) {
            assertThat(noTelegram).isNotNull();
            happens();
        }
        assertThat(written()).isEmpty();
        assertThat(emitted()).isEqualTo(1);
        try (var noEvents = SwitchedOff.by(admin, Switch.RULE_EMIT_EVENT)) {
            assertThat(noEvents).isNotNull();
            happens();
        }
        assertThat(written()).containsExactly("0 second");
        assertThat(emitted()).isEqualTo(1);
    }

    @Test
    void aReplayDoesWhatWasLeftOutAndNothingElse() {
        var rule = rule(0, false);
        rule(custom, "[" + telling("heard") + "]", 0, false);
        try (var noTelegram = SwitchedOff.by(admin, Switch.RULE_TELEGRAM)) {
            assertThat(noTelegram).isNotNull();
            try (var noEvents = SwitchedOff.by(admin, Switch.RULE_EMIT_EVENT)) {
                assertThat(noEvents).isNotNull();
                happens();
            }
            assertThat(acted(Manner.DRY)).singleElement().satisfies(acted -> assertThat(acted.actions())
                    .containsExactly("emit_event"));
            assertThat(executed(Manner.MISSING)).isEqualTo(1);
            assertThat(executed(Manner.MISSING, 2)).isZero();
            assertThat(emitted()).isEqualTo(1);
            assertThat(written()).isEmpty();
        }
        assertThat(executed(Manner.MISSING, 2)).isEqualTo(1);
        assertThat(executed(Manner.MISSING, 2)).isZero();
        assertThat(written()).containsExactly("2 second");
        assertThat(emitted()).isEqualTo(1);
        assertThat(told()).containsExactly("first", "last", "heard");
        var runs = runs(rule);
        assertThat(outcomes(runs.get(0))).containsExactly("not_run", "done", "not_run", "not_run");
        assertThat(outcomes(runs.get(1))).containsExactly("not_run", "not_run", "done", "not_run");
        assertThat(outcomes(runs.get(2))).containsExactly("done", "off", "off", "done");
        assertThat(runs.get(0).path("attempt").asInt()).isEqualTo(2);
        assertThat(runs.get(0).path("is_replay").asBoolean()).isTrue();
    }

    @Test
    void manyWhoReplayAtOnceMakeUpForItOnce() {
        rule(0, false);
        try (var noTelegram = SwitchedOff.by(admin, Switch.RULE_TELEGRAM)) {
            assertThat(noTelegram).isNotNull();
            happens();
        }
        var executed = Await.all(
                Flux.range(0, 6).flatMap(number -> replay.replay(2).last().subscribeOn(Schedulers.parallel())));
        assertThat(executed.stream().mapToLong(RuleReplay.Result::executed).sum())
                .isEqualTo(1);
        assertThat(written()).containsExactly("1 second");
    }

    @Test
    void makingUpForItNeitherWaitsForThePauseNorKeepsOthersFromTheirTurn() {
        rule(600, true);
        try (var noTelegram = SwitchedOff.by(admin, Switch.RULE_TELEGRAM)) {
            assertThat(noTelegram).isNotNull();
            happens();
        }
        rule(event.type(), "[" + telling("new") + "]", 0, false);
        assertThat(executed(Manner.MISSING, 2)).isEqualTo(2);
        assertThat(written()).containsExactly("1 second");
        assertThat(told()).containsExactly("first", "last", "new");
    }

    @Test
    void whatHasBeenDoneOnceIsNotMadeUpForWhenForcingItWasInVain() {
        rule(0, false);
        happens();
        try (var noTelegram = SwitchedOff.by(admin, Switch.RULE_TELEGRAM)) {
            assertThat(noTelegram).isNotNull();
            assertThat(executed(Manner.FORCED, 2)).isEqualTo(1);
        }
        assertThat(executed(Manner.MISSING, 3)).isZero();
        assertThat(written()).containsExactly("0 second");
        assertThat(told()).containsExactly("first", "last", "first", "last");
    }

    /** A rule of four actions. */
    private Rule rule(int cooldown, boolean stops) {
        return rule(event.type(), """
                [%s, {"type": "send_telegram", "target": "client", "message": "second"},
                 {"type": "emit_event", "event_type": "%s"}, %s]""".formatted(telling("first"), custom, telling("last")), cooldown, stops);
    }

    private Rule rule(String trigger, String actions, int cooldown, boolean stops) {
        return Await.value(rules.create(new RuleDraft(
                "switches " + UUID.randomUUID(),
                "",
                true,
                trigger,
                JSON.readTree("{}"),
                JSON.readTree(actions),
                100,
                stops,
                cooldown)));
    }

    private void happens() {
        Await.done(units.run(events.emit(event)));
    }

    private long executed(Manner manner) {
        return executed(manner, 1);
    }

    private long executed(Manner manner, int last) {
        return Await.value(replay.replay(last, manner).last()).executed();
    }

    private List<Acted> acted(Manner manner) {
        return Await.value(replay.replay(1, manner).last()).latest();
    }

    private JsonNode runs(Rule rule) {
        return admin.get("/admin/rules/" + rule.id() + "/runs/").expect(200);
    }

    private static List<String> outcomes(JsonNode run) {
        return run.path("actions")
                .valueStream()
                .map(action -> action.path("outcome").asString())
                .toList();
    }

    /** The titles of what the reader was told, in that order. */
    private List<String> told() {
        return Await.all(database.sql("SELECT title FROM notification WHERE account_id = :reader ORDER BY id")
                .bind("reader", reader)
                .mapValue(String.class)
                .all());
    }

    /** What the bot has to say to the reader, after the attempt it is from. */
    private List<String> written() {
        return Await.all(database.sql(
                        "SELECT split_part(occasion, ':', 5) || ' ' || message FROM delivery WHERE account_id = :reader ORDER BY id")
                .bind("reader", reader)
                .mapValue(String.class)
                .all());
    }

    private long emitted() {
        return Await.value(database.sql("SELECT count(*) FROM platform_event WHERE event_type = :type")
                .bind("type", custom)
                .mapValue(Long.class)
                .one());
    }

    private static String telling(String title) {
        return "{\"type\": \"create_notification\", \"target\": \"client\", \"title\": \"%s\"}".formatted(title);
    }
}
