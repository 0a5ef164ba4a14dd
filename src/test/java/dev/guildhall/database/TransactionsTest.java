package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.StatementCounter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@GuildhallTest
class TransactionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    Transactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    StatementCounter counter;

    private final String mark = UUID.randomUUID().toString();
    private final List<String> followed = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeTable(@Autowired DatabaseClient database) {
        database.sql("CREATE TABLE transactions_test (mark text NOT NULL)")
                .then()
                .block(PATIENCE);
    }

    /** Others look at all tables there are. */
    @AfterAll
    static void dropTable(@Autowired DatabaseClient database) {
        database.sql("DROP TABLE transactions_test").then().block(PATIENCE);
    }

    @Test
    void commitsWhatHasBegunAlthoughTheCallerHangsUp() {
        var begun = Sinks.<Void>one();
        var finished = Sinks.<Void>one();
        var work = insert().doOnSuccess(row -> begun.tryEmitEmpty())
                .then(execute("SELECT pg_sleep(0.2)"))
                .then(insert())
                .then(transactions.afterCommit(Mono.fromRunnable(finished::tryEmitEmpty)));

        var caller = transactions.run(work).subscribe();
        begun.asMono().block(PATIENCE);
        caller.dispose();
        finished.asMono().block(PATIENCE);

        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void rollsBackAllOfItWhenAnythingFails() {
        var work = insert().then(Mono.error(new IllegalStateException("no")));

        StepVerifier.create(transactions.run(work)).verifyErrorMessage("no");

        assertThat(rows()).isZero();
    }

    @Test
    void joinsTheTransactionAroundIt() {
        var inner = transactions.run(insert());
        var outer = transactions.run(inner.then(Mono.error(new IllegalStateException("no"))));

        var statements = counter.during(() -> StepVerifier.create(outer).verifyErrorMessage("no"));

        assertThat(statements).hasSize(3).startsWith("BEGIN").endsWith("ROLLBACK");
        assertThat(rows()).isZero();
    }

    @Test
    void sendsNothingButTheWorkAndItsFrame() {
        var statements = counter.during(() -> transactions.run(insert()).block(PATIENCE));

        assertThat(statements).hasSize(3).startsWith("BEGIN").endsWith("COMMIT");
    }

    @Test
    void followsUpAfterTheCommitAndBeforeTheAnswer() {
        var visibleToOthers = Mono.defer(this::count).doOnNext(rows -> followed.add("rows: " + rows));
        var work = transactions
                .afterCommit(visibleToOthers.then())
                .then(insert())
                .doOnSuccess(row -> followed.add("work"));

        transactions.run(work).block(PATIENCE);

        assertThat(followed).containsExactly("work", "rows: 1");
    }

    @Test
    void followsUpNothingAfterARollback() {
        var work = transactions
                .afterCommit(Mono.fromRunnable(() -> followed.add("followed")))
                .then(Mono.error(new IllegalStateException("no")));

        StepVerifier.create(transactions.run(work)).verifyErrorMessage("no");

        assertThat(followed).isEmpty();
    }

    @Test
    void keepsTheAnswerWhenAFollowUpFails() {
        var work = transactions
                .afterCommit(Mono.error(new IllegalStateException("too late")))
                .then(insert())
                .thenReturn("done");

        StepVerifier.create(transactions.run(work)).expectNext("done").verifyComplete();

        assertThat(rows()).isOne();
    }

    @Test
    void letsAFollowUpOpenATransactionOfItsOwn() {
        var failing = transactions.run(insert().then(Mono.<Void>error(new IllegalStateException("no"))));
        var work = transactions.afterCommit(failing).then(insert());

        transactions.run(work).block(PATIENCE);

        assertThat(rows()).isOne();
    }

    @Test
    void refusesAFollowUpOutsideOfATransaction() {
        assertThatExceptionOfType(NoTransactionException.class)
                .isThrownBy(() -> transactions.afterCommit(Mono.empty()).block(PATIENCE));
    }

    @Test
    void whatFollowsARollbackDoesNotFollowACommit() {
        var undone = new AtomicInteger();
        var cleaning = Mono.<Void>fromRunnable(undone::incrementAndGet);

        transactions.run(transactions.afterRollback(cleaning).thenReturn(1)).block();
        assertThat(undone).hasValue(0);

        transactions
                .run(transactions.afterRollback(cleaning).then(Mono.error(new IllegalStateException("no"))))
                .onErrorComplete()
                .block();
        assertThat(undone).hasValue(1);
        transactions.afterRollback(cleaning).block();
        assertThat(undone).hasValue(1);
    }

    @Test
    void carriesTheContextOfTheCallerIntoTheWork() {
        var work = Mono.deferContextual(context -> Mono.just(context.<String>get("request")));

        StepVerifier.create(transactions.run(work).contextWrite(context -> context.put("request", "r-1")))
                .expectNext("r-1")
                .verifyComplete();
    }

    private Mono<Void> insert() {
        return database.sql("INSERT INTO transactions_test (mark) VALUES (:mark)")
                .bind("mark", mark)
                .then();
    }

    private Mono<Void> execute(String sql) {
        return database.sql(sql).then();
    }

    private Mono<Long> count() {
        return database.sql("SELECT count(*) FROM transactions_test WHERE mark = :mark")
                .bind("mark", mark)
                .mapValue(Long.class)
                .one();
    }

    private long rows() {
        return count().blockOptional(PATIENCE).orElseThrow();
    }
}
