package dev.guildhall.live;

import static dev.guildhall.live.RecordingCache.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guildhall.database.Transactions;
import dev.guildhall.database.UnpooledConnections;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.StatementCounter;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Two nodes on one database: this one publishes, the other one only listens. */
@GuildhallTest
class InvalidationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    InvalidationQueries queries;

    @Autowired
    Transactions transactions;

    @Autowired
    UnpooledConnections connections;

    @Autowired
    DatabaseClient database;

    @Autowired
    StatementCounter counter;

    private final String kind = "kind-" + UUID.randomUUID();
    private final RecordingCache here = new RecordingCache(kind);
    private final RecordingCache there = new RecordingCache(kind);
    private Invalidations invalidations;
    private InvalidationListener otherNode;

    @BeforeEach
    void startOtherNode() throws InterruptedException {
        invalidations = new Invalidations(queries, here.alone(), transactions);
        otherNode = new InvalidationListener(connections, there.alone());
        otherNode.start();
        assertThat(there.next()).isEqualTo(EVERYTHING);
    }

    @AfterEach
    void stopOtherNode() {
        otherNode.stop();
    }

    @Test
    void makesEveryNodeForget() throws InterruptedException {
        invalidations.publish(kind, "42").block(PATIENCE);

        assertThat(here.already()).isEqualTo("42");
        assertThat(there.next()).isEqualTo("42");
    }

    @Test
    void waitsForTheCommit() throws InterruptedException {
        var work = invalidations.publish(kind, "42").then(Mono.fromRunnable(() -> assertThat(here.already())
                .isNull()));

        transactions.run(work).block(PATIENCE);

        assertThat(here.already()).isEqualTo("42");
        assertThat(there.next()).isEqualTo("42");
    }

    @Test
    void saysNothingAfterARollback() throws InterruptedException {
        var work = invalidations.publish(kind, "undone").then(Mono.error(new IllegalStateException("no")));
        transactions.run(work).onErrorComplete().block(PATIENCE);

        invalidations.publish(kind, "next").block(PATIENCE);

        assertThat(here.already()).isEqualTo("next");
        assertThat(there.next()).isEqualTo("next");
    }

    @Test
    void keepsColonsInKeys() throws InterruptedException {
        invalidations.publish(kind, "a:b:c").block(PATIENCE);

        assertThat(there.next()).isEqualTo("a:b:c");
    }

    @Test
    void leavesOtherKindsAlone() throws InterruptedException {
        invalidations.publish("other-" + kind, "42").block(PATIENCE);
        invalidations.publish(kind, "43").block(PATIENCE);

        assertThat(there.next()).isEqualTo("43");
    }

    @Test
    void forgetsEverythingAfterItHasBeenCutOff() throws InterruptedException {
        var cutOff = database.sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN guildhall%'")
                .fetch()
                .all()
                .count()
                .block(PATIENCE);
        assertThat(cutOff).isPositive();

        assertThat(there.next()).isEqualTo(EVERYTHING);
        invalidations.publish(kind, "42").block(PATIENCE);
        assertThat(there.next()).isEqualTo("42");
    }

    @Test
    void survivesWhatOthersSayOnItsChannel() throws InterruptedException {
        database.sql("SELECT pg_notify('guildhall_invalidation', 'hello'), pg_notify('guildhall_invalidation', ':')")
                .then()
                .block(PATIENCE);
        invalidations.publish(kind, "42").block(PATIENCE);

        assertThat(there.next()).isEqualTo("42");
    }

    @Test
    void keepsTheOtherCachesGoingWhenOneFails() throws InterruptedException {
        otherNode.stop();
        var beans = new StaticListableBeanFactory();
        beans.addBean("failing", new FailingCache(kind));
        beans.addBean("cache", there);
        otherNode = new InvalidationListener(connections, new LocalCaches(beans.getBeanProvider(Evictable.class)));
        otherNode.start();
        assertThat(there.next()).isEqualTo(EVERYTHING);

        invalidations.publish(kind, "42").block(PATIENCE);

        assertThat(there.next()).isEqualTo("42");
    }

    @Test
    void costsOneStatement() {
        assertThat(counter.during(() -> invalidations.publish(kind, "42").block(PATIENCE)))
                .hasSize(1);
    }

    @Test
    void refusesAKindThatCouldNotBeToldFromItsKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> invalidations.publish("a:b", "42"));
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
