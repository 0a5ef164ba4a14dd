package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.NotFound;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

@GuildhallTest
class RuleServiceTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());

    @Autowired
    private RuleService rules;

    @Autowired
    private RuleBook book;

    private final String trigger = "test." + name();

    @Test
    void keepsWhatItIsGiven() {
        var condition = "{\"all\":[{\"op\":\">=\",\"field\":\"x\",\"value\":[1,2.5,null,{\"deep\":true}]}]}";
        var made = Await.value(
                rules.create(new RuleDraft(name(), false, trigger, JSON.readTree(condition), JSON.readTree("\"ж\""))));
        var kept = Await.value(rules.get(made.id()));
        assertThat(kept).isEqualTo(made);
        assertThat(kept.active()).isFalse();
        assertThat(Values.same(kept.condition(), JSON.readTree(condition))).isTrue();
        assertThat(kept.action().stringValue()).isEqualTo("ж");
    }

    @Test
    void listsByName() {
        var stem = name();
        Await.all(Flux.just("c", "a", "b").concatMap(letter -> create(stem + letter)));
        assertThat(Await.value(rules.list()))
                .extracting(Rule::name)
                .filteredOn(name -> name.startsWith(stem))
                .containsExactly(stem + "a", stem + "b", stem + "c");
    }

    @Test
    void refusesANameThatIsTaken() {
        var name = name();
        Await.done(create(name));
        var other = Await.value(create(name()));
        assertThatThrownBy(create(name)::block)
                .isInstanceOfSatisfying(InvalidFields.class, refusal -> assertThat(refusal.problems())
                        .containsOnlyKeys("name"));
        assertThatThrownBy(() -> Await.done(rules.change(other.id(), it -> named(it, name))))
                .isInstanceOf(InvalidFields.class);
    }

    @Test
    void givesANameToOneOfManyWhoAskForItAtOnce() {
        var name = name();
        var outcomes = Await.all(Flux.range(0, 8).flatMap(i -> create(name)
                .map(made -> "made")
                .onErrorReturn(InvalidFields.class, "refused")
                .subscribeOn(Schedulers.parallel())));
        assertThat(outcomes)
                .containsOnlyOnce("made")
                .filteredOn("refused"::equals)
                .hasSize(7);
    }

    @Test
    void doesNotLookAtChangesOfARuleThatDoesNotExist() {
        var asked = new AtomicBoolean();
        assertThatThrownBy(() -> Await.done(rules.change(Long.MAX_VALUE, it -> {
                    asked.set(true);
                    return it;
                })))
                .isInstanceOf(NotFound.class);
        assertThat(asked).isFalse();
        assertThatThrownBy(() -> Await.done(rules.get(Long.MAX_VALUE))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> Await.done(rules.delete(Long.MAX_VALUE))).isInstanceOf(NotFound.class);
    }

    @Test
    void movesARuleFromOneTriggerToAnother() {
        var rule = Await.value(create(name()));
        var elsewhere = trigger + ".elsewhere";
        assertThat(active(trigger)).hasSize(1);
        assertThat(active(elsewhere)).isEmpty();
        Await.done(
                rules.change(rule.id(), it -> new RuleDraft(it.name(), true, elsewhere, it.condition(), it.action())));
        assertThat(active(trigger)).isEmpty();
        assertThat(active(elsewhere)).hasSize(1);
    }

    @Test
    void isInForceAsSoonAsItIsSaved() {
        var rule = Await.value(create(name()));
        for (var i = 0; i < 20; i++) {
            assertThat(active(trigger)).hasSize(1);
            var changed = Await.value(rules.change(rule.id(), it -> named(it, name())));
            assertThat(active(trigger)).extracting(PreparedRule::name).containsExactly(changed.name());
        }
    }

    private List<PreparedRule> active(String triggerEventType) {
        return Await.value(book.listActive(triggerEventType));
    }

    private Mono<Rule> create(String name) {
        return rules.create(named(RuleDraft.blank(), name));
    }

    private RuleDraft named(RuleDraft draft, String name) {
        return new RuleDraft(name, draft.active(), trigger, draft.condition(), draft.action());
    }

    private static String name() {
        return "rule " + NAMES.incrementAndGet();
    }
}
