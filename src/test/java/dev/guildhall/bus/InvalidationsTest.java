package dev.guildhall.bus;

import static dev.guildhall.bus.RecordingCache.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.database.Transactions;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.StatementCounter;
import dev.guildhall.testing.TestClock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Two nodes on one database: this one publishes, the other one looks. */
@GuildhallTest
class InvalidationsTest {

    @Autowired
    InvalidationRepository repository;

    @Autowired
    Transactions transactions;

    @Autowired
    StatementCounter counter;

    @Autowired
    TestClock clock;

    private final String kind = "kind-" + UUID.randomUUID();
    private final RecordingCache here = new RecordingCache(kind);
    private final RecordingCache there = new RecordingCache(kind);
    private Invalidations invalidations;
    private Invalidations otherNode;

    @BeforeEach
    void startTwoNodes() {
        invalidations = node(here.alone());
        otherNode = node(there.alone());
        Await.done(otherNode.catchUp());
        assertThat(there.already()).isEqualTo(EVERYTHING);
    }

    @Test
    void makesEveryNodeForget() {
        Await.done(invalidations.publish(kind, "42"));

        assertThat(here.already()).isEqualTo("42");
        Await.done(otherNode.catchUp());
        assertThat(there.already()).isEqualTo("42");
    }

    @Test
    void waitsForTheCommit() {
        var work = invalidations.publish(kind, "42").then(otherNode.catchUp()).then(Mono.fromRunnable(() -> {
            assertThat(here.already()).isNull();
            assertThat(there.already()).isNull();
        }));

        Await.done(transactions.run(work));

        assertThat(here.already()).isEqualTo("42");
        Await.done(otherNode.catchUp());
        assertThat(there.already()).isEqualTo("42");
    }

    @Test
    void saysNothingAfterARollback() {
        var work = invalidations.publish(kind, "undone").then(Mono.error(new IllegalStateException("no")));
        Await.done(transactions.run(work).onErrorComplete());

        Await.done(invalidations.publish(kind, "next"));

        Await.done(otherNode.catchUp());
        assertThat(here.already()).isEqualTo("next");
        assertThat(there.already()).isEqualTo("next");
    }

    @Test
    void isNotMissedWhenItCommitsAfterWhatWasWrittenLater() throws InterruptedException {
        var written = new CountDownLatch(1);
        var commit = Sinks.<Boolean>one();
        var slow = invalidations
                .publish(kind, "slow")
                .then(Mono.fromRunnable(written::countDown))
                .then(commit.asMono());
        var result = transactions.run(slow).toFuture();
        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
        Await.done(invalidations.publish(kind, "fast"));
        Await.done(otherNode.catchUp());
        assertThat(there.already()).isEqualTo("fast");

        commit.tryEmitValue(true).orThrow();
        Await.done(Mono.fromFuture(result));

        Await.done(otherNode.catchUp());
        assertThat(there.already()).isEqualTo("slow");
    }

    @Test
    void isForgottenOnce() {
        Await.done(invalidations.publish(kind, "42"));
        Await.done(otherNode.catchUp());
        Await.done(otherNode.catchUp());

        assertThat(there.already()).isEqualTo("42");
        assertThat(there.already()).isNull();
    }

    @Test
    void leavesOtherKindsAlone() {
        Await.done(invalidations.publish("other-" + UUID.randomUUID().toString().substring(0, 8), "42"));
        Await.done(invalidations.publish(kind, "43"));

        Await.done(otherNode.catchUp());
        assertThat(there.already()).isEqualTo("43");
    }

    @Test
    void whoWasAwayForLongForgetsEverything() {
        try (var later = clock.ahead(Duration.ofDays(1))) {
            assertThat(later).isNotNull();
            Await.done(otherNode.catchUp());
        }

        assertThat(there.already()).isEqualTo(EVERYTHING);
    }

    @Test
    void keepsTheOtherCachesGoingWhenOneFails() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("failing", new FailingCache(kind));
        beans.addBean("cache", there);
        var failing = node(new LocalCaches(beans.getBeanProvider(Evictable.class)));
        Await.done(failing.catchUp());
        assertThat(there.already()).isEqualTo(EVERYTHING);

        Await.done(invalidations.publish(kind, "42"));
        Await.done(failing.catchUp());

        assertThat(there.already()).isEqualTo("42");
    }

    @Test
    void costsOneStatement() {
        assertThat(counter.during(() -> Await.done(invalidations.publish(kind, "42"))).stream()
                        .filter(statement -> statement.startsWith("INSERT")))
                .hasSize(1);
    }

    private Invalidations node(LocalCaches caches) {
        return new Invalidations(repository, caches, transactions, (about, item) -> {}, clock);
    }

    private record FailingCache(String kind) implements Evictable {
        @Override
        public void evict(String key) {
            throw new IllegalStateException("no");
        }

        @Override
        public void evictAll() {
            throw new IllegalStateException("no");
        }
    }
}
