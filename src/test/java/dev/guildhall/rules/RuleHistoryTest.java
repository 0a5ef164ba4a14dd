package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** What rules made of events, and why; and that they do it once. */
@GuildhallTest
class RuleHistoryTest extends RuleScene {

    private static final String GOOD = "{\"field\": \"event.payload.mood\", \"op\": \"==\", \"value\": \"good\"}";

    @Autowired
    private RuleReplay replay;

    private long reader;

    @BeforeEach
    void somebodyReads() {
        reader = Await.value(database.sql("INSERT INTO account (username, role) VALUES (:name, 'client') RETURNING id")
                .bind("name", UUID.randomUUID().toString())
                .mapValue(Long.class)
                .one());
        event = event.about(reader);
    }

    @Test
    void tellsOfEveryRunItsVerdictItsTraceAndItsActions() {
        var rule = rule(
                "{\"all\": [" + GOOD + ", {\"not\": {\"field\": \"client.id\", \"op\": \"==\", \"value\": 0}}]}",
                "[" + telling("Well") + ", {\"type\": \"dance\"}, {\"type\": \"assign_tag\", \"tag\": \"x\"}]");
        var bad = happens("bad");
        var good = happens("good");

        var runs = runs(rule, "");
        assertThat(texts(runs, "verdict")).containsExactly("met", "not_met");
        assertThat(longs(runs, "event_id")).containsExactly(good, bad);
        var met = runs.get(0);
        assertThat(texts(met.path("actions"), "outcome")).containsExactly("done", "ignored", "nothing");
        assertThat(texts(met.path("actions"), "type")).containsExactly("create_notification", "dance", "assign_tag");
        assertThat(met.path("duration_micros").asLong()).isNotNegative();
        assertThat(met.path("explanation").asString()).isNotBlank();
        assertThat(texts(met.path("trace"), "pointer"))
                .containsExactly(
                        "/condition_json",
                        "/condition_json/all/0",
                        "/condition_json/all/1",
                        "/condition_json/all/1/not");
        var line = runs.get(1).path("trace").get(1);
        assertThat(line.path("expected").asString()).isEqualTo("good");
        assertThat(line.path("actual").asString()).isEqualTo("bad");
        assertThat(line.path("met").asBoolean()).isFalse();
        assertThat(texts(runs.get(1).path("actions"), "outcome")).containsOnly("not_run");

        assertThat(runs(rule, "?verdict=met")).containsExactly(met);
        assertThat(runs(rule, "?verdict=not_met")).containsExactly(runs.get(1));
        assertThat(runs(rule, "?verdict=skipped")).isEmpty();
        assertThat(runs(rule, "?limit=1")).containsExactly(met);
        assertThat(runs(rule, "?before=" + good)).containsExactly(runs.get(1));
        admin.get("/admin/rules/" + rule.id() + "/runs/?verdict=maybe").expect(400);
        admin.get("/admin/rules/" + Long.MAX_VALUE + "/runs/").expect(404);
        admin.get("/events/" + Long.MAX_VALUE + "/runs/").expect(404);
    }

    @Test
    void tellsOfAnEventWhatEveryRuleMadeOfIt() {
        var late = rule(draft(GOOD, telling("late"), 300, false, 0));
        var early = rule(draft("{}", telling("early"), -300, false, 0));
        rule(draft("{}", telling("off"), 0, false, 0), false);
        var id = happens("bad");

        var runs = admin.get("/events/" + id + "/runs/").expect(200);
        assertThat(longs(runs, "rule_id")).containsExactly(early.id(), late.id());
        assertThat(texts(runs, "verdict")).containsExactly("met", "not_met");
    }

    @Test
    void judgesAnEventByTheVersionThatWasInForceThenAlsoWhenTheRuleIsGone() {
        var rule = rule(GOOD, telling("x"));
        var first = happens("bad");
        Await.done(rules.change(rule.id(), it -> with(it, "{\"not\": " + GOOD + "}")));
        var second = happens("good");
        Await.done(rules.delete(rule.id()));
        var third = happens("good");

        var runs = runs(rule, "");
        assertThat(longs(runs, "event_id")).containsExactly(second, first);
        assertThat(longs(runs, "rule_version")).containsExactly(2L, 1L);
        assertThat(texts(runs, "verdict")).containsExactly("not_met", "not_met");
        assertThat(admin.get("/events/" + third + "/runs/").expect(200)).isEmpty();
    }

    @Test
    void runsByPriorityAndThenByAge() {
        rule(draft("{}", telling("third"), 7, false, 0));
        rule(draft("{}", telling("first"), -7, false, 0));
        rule(draft("{}", telling("fourth"), 7, false, 0));
        rule(draft("{}", telling("second"), 0, false, 0));
        happens("good");
        assertThat(told()).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void aRuleThatStopsKeepsThoseBehindItFromActing() {
        rule(draft("{}", telling("before"), 1, false, 0));
        var stop = rule(draft(GOOD, telling("stop"), 2, true, 0));
        var behind = rule(draft("{}", telling("behind"), 3, false, 0));
        var stopped = happens("good");
        assertThat(told()).containsExactly("before", "stop");
        happens("bad");
        assertThat(told()).containsExactly("before", "stop", "before", "behind");
        assertThat(texts(runs(behind, "?verdict=skipped"), "reason")).containsExactly("stopped");
        assertThat(longs(runs(behind, "?verdict=skipped"), "event_id")).containsExactly(stopped);
        assertThat(texts(runs(stop, ""), "verdict")).containsExactly("not_met", "met");
    }

    @Test
    void aRuleLeavesAnOrderAloneForAsLongAsItSays() {
        var rule = rule(draft("{}", telling("pause"), 1, false, 60));
        happens("good");
        happens("good");
        assertThat(told()).hasSize(1);
        try (var later = clock.ahead(Duration.ofSeconds(61))) {
            happens("good");
        }
        assertThat(told()).hasSize(2);
        assertThat(texts(runs(rule, ""), "reason")).containsExactly("", "cooldown", "");
    }

    @Test
    void ofManyAtOnceOneActsWithinAPause() {
        rule(draft("{}", telling("pause"), 1, false, 600));
        Await.all(
                Flux.range(0, 8).flatMap(number -> units.run(events.emit(event)).subscribeOn(Schedulers.parallel())));
        assertThat(told()).hasSize(1);
    }

    @Test
    void whatIsTooDeepIsSkippedVisibly() {
        var types = custom(4);
        var drafts = IntStream.range(0, 4)
                .mapToObj(level -> emitting(level == 0 ? event.type() : types.get(level - 1), types.get(level)))
                .toList();
        var chain = Await.all(Flux.fromIterable(drafts).concatMap(rules::create));
        happens("good");
        assertThat(texts(runs(chain.get(2), ""), "verdict")).containsExactly("met");
        assertThat(texts(runs(chain.get(3), ""), "reason")).containsExactly("depth");
        assertThat(count("SELECT count(*) FROM platform_event WHERE event_type = :type", types.get(3)))
                .isZero();
    }

    @Test
    void allThatFollowsFromAnEventComesBeforeWhatFollowsFromThat() {
        var types = custom(3);
        rule(emitting(event.type(), types.get(0)));
        rule(emitting(event.type(), types.get(1)));
        rule(emitting(types.get(0), types.get(2)));
        happens("good");
        var stored =
                Await.all(database.sql("SELECT event_type FROM platform_event WHERE event_type IN (:types) ORDER BY id")
                        .bind("types", types)
                        .mapValue(String.class)
                        .all());
        assertThat(stored).isEqualTo(types);
    }

    @Test
    void rulesActOnAnOrderSoOftenWithinARequestAndNoMore() {
        var rule = rule("{}", telling("again"));
        Await.done(units.run(
                Flux.range(0, 201).concatMap(number -> events.emit(event)).then()));
        assertThat(told()).hasSize(200);
        assertThat(texts(runs(rule, "?verdict=skipped"), "reason")).containsExactly("budget");
    }

    @Test
    void aRuleBehindTheLastOneThatIsLookedAtSaysSo() {
        var drafts = IntStream.rangeClosed(1, 51)
                .mapToObj(number -> draft(GOOD, "{}", number, false, 0))
                .toList();
        var made = Await.all(Flux.fromIterable(drafts).concatMap(rules::create));
        var id = happens("bad");
        var runs = admin.get("/events/" + id + "/runs/").expect(200);
        assertThat(runs).hasSize(51);
        assertThat(runs.get(49).path("verdict").asString()).isEqualTo("not_met");
        assertThat(runs.get(50).path("reason").asString()).isEqualTo("limit");
        assertThat(texts(runs(made.get(50), "?verdict=skipped"), "reason")).containsExactly("limit");
        var warned = admin.get("/admin/rules/" + made.get(50).id() + "/").expect(200);
        assertThat(warned.at("/warnings/0/pointer").asString()).isEqualTo("/priority");
        Await.all(Flux.fromIterable(made)
                .concatMap(rule -> rules.delete(rule.id()).thenReturn(1)));
    }

    @Test
    void replaysWhatHasNeverRunAndNothingTwice() {
        rule("{}", telling("at once"));
        happens("good");
        var later = rule(GOOD, telling("later"));
        assertThat(executed(RuleReplay.Manner.DRY)).isEqualTo(1);
        assertThat(told()).containsExactly("at once");
        assertThat(executed(RuleReplay.Manner.MISSING)).isEqualTo(1);
        assertThat(executed(RuleReplay.Manner.MISSING)).isZero();
        assertThat(executed(RuleReplay.Manner.DRY)).isZero();
        assertThat(told()).containsExactly("at once", "later");
        assertThat(executed(RuleReplay.Manner.FORCED)).isEqualTo(2);
        assertThat(told()).containsExactly("at once", "later", "at once", "later");
        var runs = runs(later, "");
        assertThat(longs(runs, "attempt")).containsExactly(1L, 0L);
        assertThat(runs.get(0).path("is_replay").asBoolean()).isTrue();
    }

    @Test
    void replaysAnEventAsThingsWereThen() {
        var client = api.client();
        var order = client.files();
        api.master().takes(order);
        reader = client.id();
        var then = rule(new RuleDraft(
                "then " + UUID.randomUUID(),
                true,
                "appointment.created",
                JSON.readTree("""
                        {"all": [
                            {"field": "appointment.id", "op": "==", "value": %d},
                            {"field": "appointment.status", "op": "==", "value": "NEW"},
                            {"field": "master.id", "op": "==", "value": null}
                        ]}""".formatted(order)),
                JSON.readTree(telling("as it was"))));
        Await.value(replay.replay(20).last());
        // Every order of the tests to come would be looked at by it.
        Await.done(rules.delete(then.id()));
        assertThat(told()).contains("as it was");
    }

    @Test
    void replaysWhatASkippedRunLeftAsItIs() {
        rule(draft("{}", telling("stop"), 1, true, 0));
        rule(draft("{}", telling("behind"), 2, false, 0));
        happens("good");
        assertThat(executed(RuleReplay.Manner.MISSING)).isZero();
        assertThat(told()).containsExactly("stop");
    }

    @Test
    void whoeverForcesARuleDoesNotMindItsPause() {
        rule(draft("{}", telling("pause"), 1, false, 600));
        happens("good");
        assertThat(executed(RuleReplay.Manner.FORCED)).isEqualTo(1);
        assertThat(told()).hasSize(2);
    }

    @Test
    void manyWhoReplayAtOnceReplayOnce() {
        happens("good");
        rule("{}", telling("once"));
        var executed = Await.all(
                Flux.range(0, 6).flatMap(number -> replay.replay(1).last().subscribeOn(Schedulers.parallel())));
        assertThat(executed.stream().mapToLong(RuleReplay.Result::executed).sum())
                .isEqualTo(1);
        assertThat(told()).containsExactly("once");
    }

    @Test
    void theDatabaseItselfTakesAnEffectOnce() {
        var rule = rule("{}", telling("once"));
        var id = happens("good");
        assertThat(count("SELECT count(*) FROM rule_effect WHERE rule_id = :rule AND event_id = " + id, rule.id()))
                .isEqualTo(1);
        var twice = database.sql("INSERT INTO rule_effect SELECT * FROM rule_effect WHERE rule_id = " + rule.id())
                .then();
        assertThatThrownBy(() -> Await.done(twice)).isInstanceOf(DuplicateKeyException.class);
    }

    private long executed(RuleReplay.Manner manner) {
        return Await.value(replay.replay(1, manner).last()).executed();
    }

    private long happens(String mood) {
        happens(event.saying(Map.of("mood", mood)));
        return Await.value(database.sql("SELECT max(id) FROM platform_event WHERE event_type = :type")
                .bind("type", event.type())
                .mapValue(Long.class)
                .one());
    }

    private Rule rule(String condition, String action) {
        return rule(draft(condition, action, 100, false, 0));
    }

    private void rule(RuleDraft draft, boolean active) {
        Await.done(rules.create(
                new RuleDraft(draft.name(), active, draft.triggerEventType(), draft.condition(), draft.action())));
    }

    private RuleDraft draft(String condition, String action, int priority, boolean stops, int cooldown) {
        return draft(JSON.readTree(condition), action, priority, stops, cooldown);
    }

    /** Types of events that rules may emit, and that only this test knows. */
    private static List<String> custom(int number) {
        return Stream.generate(() -> "custom.e" + UUID.randomUUID().toString().replace("-", ""))
                .limit(number)
                .toList();
    }

    private static RuleDraft emitting(String when, String what) {
        return new RuleDraft(
                "emitting " + UUID.randomUUID(),
                true,
                when,
                JSON.createObjectNode(),
                JSON.createObjectNode().put("type", "emit_event").put("event_type", what));
    }

    private static RuleDraft with(RuleDraft draft, String condition) {
        return new RuleDraft(draft.name(), true, draft.triggerEventType(), JSON.readTree(condition), draft.action());
    }

    private JsonNode runs(Rule rule, String query) {
        return admin.get("/admin/rules/" + rule.id() + "/runs/" + query).expect(200);
    }

    private static List<String> texts(JsonNode list, String name) {
        return list.valueStream().map(it -> it.path(name).asString("")).toList();
    }

    private static List<Long> longs(JsonNode list, String name) {
        return list.valueStream().map(it -> it.path(name).asLong()).toList();
    }

    private long count(String sql, Object value) {
        return Await.value(database.sql(sql)
                .bind(value instanceof String ? "type" : "rule", value)
                .mapValue(Long.class)
                .one());
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
}
