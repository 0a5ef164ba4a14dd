package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@GuildhallTest
class RuleBookTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private RuleService rules;

    @Autowired
    private RuleRepository repository;

    private final String trigger = "test." + UUID.randomUUID();
    private final Watch watch = new Watch();

    @BeforeEach
    void aRuleToLoad() {
        Await.done(rules.create(new RuleDraft(
                trigger, true, trigger, JSON.createObjectNode(), JSON.readTree("{\"type\": \"watch\"}"))));
    }

    @Test
    void readsAPageOnce() {
        var book = book();
        for (var i = 0; i < 3; i++) {
            assertThat(Await.value(book.listActive(trigger))).hasSize(1);
        }
        assertThat(watch.loads).isEqualTo(1);
    }

    @Test
    void readsAPageAgainAfterItWasTornOut() {
        var book = book();
        Await.done(book.listActive(trigger));
        book.evict("another." + trigger);
        Await.done(book.listActive(trigger));
        assertThat(watch.loads).isEqualTo(1);
        book.evict(trigger);
        Await.done(book.listActive(trigger));
        assertThat(watch.loads).isEqualTo(2);
        book.evictAll();
        Await.done(book.listActive(trigger));
        assertThat(watch.loads).isEqualTo(3);
    }

    @Test
    void doesNotKeepAPageThatWasTornOutWhileItWasRead() {
        doesNotKeepAPageAfter(book -> book.evict(trigger));
    }

    @Test
    void doesNotKeepAPageWhenTheWholeBookWasTornUpWhileItWasRead() {
        doesNotKeepAPageAfter(RuleBook::evictAll);
    }

    private void doesNotKeepAPageAfter(Consumer<RuleBook> change) {
        var book = book();
        watch.duringFirstLoad = () -> change.accept(book);
        for (var i = 0; i < 3; i++) {
            Await.done(book.listActive(trigger));
        }
        assertThat(watch.loads).isEqualTo(2);
    }

    private RuleBook book() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("watch", watch);
        var compiler = new RuleCompiler(beans.getBeanProvider(RuleAction.class));
        return new RuleBook(repository, compiler);
    }

    /** An action that notices when its rule is loaded: after it was read, before it is kept. */
    private static final class Watch implements RuleAction {

        private volatile int loads;
        private volatile Runnable duringFirstLoad = () -> {};

        @Override
        public List<ActionDescription> descriptions() {
            return List.of(ActionDescription.of("watch", "Смотреть", "Watch"));
        }

        @Override
        public synchronized Optional<Run> prepare(ObjectNode action) {
            if (loads == 0) {
                duringFirstLoad.run();
            }
            loads = loads + 1;
            return Optional.of(match -> Mono.empty());
        }
    }
}
