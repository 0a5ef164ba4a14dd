package dev.guildhall.database;

import dev.guildhall.shared.GivenUp;
import dev.guildhall.shared.Rehearsal;
import dev.guildhall.shared.Shield;
import dev.guildhall.shared.Unavailable;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionContextManager;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Runs work all or nothing. A transaction once begun runs to its commit or rollback although nobody waits for it any more:
 * cancelling it half-way would leave a pooled connection inside somebody's open transaction (spring-framework #32115).
 */
@Component
public class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final TransactionalOperator operator;
    private final LastWord lastWord;

    /** On other connections than those of the requests: of what is done there, nothing is written down. */
    public Transactions(ReactiveTransactionManager manager) {
        this(manager, LastWord.NONE);
    }

    @Autowired
    Transactions(ReactiveTransactionManager manager, LastWord lastWord) {
        this.operator = TransactionalOperator.create(manager);
        this.lastWord = lastWord;
    }

    /**
     * The work in a transaction of its own, or in the one that is already open around it. Of a {@link Rehearsal} no transaction is
     * ever committed, and what was to follow the commit does not.
     */
    public <T> Mono<T> run(Mono<T> work) {
        return isOpen().flatMap(open -> open
                ? work
                : Shield.fromCancellation(finished(lastWord.after(work)))
                        .onErrorMap(GivenUp::is, given -> new Unavailable("error.unavailable")));
    }

    /**
     * Does this once the transaction around it has been committed; not at all after a rollback. The caller's answer waits for it; if
     * it fails, that is logged and changes nothing, because the commit stands. It sees no transaction and may open one. Fails with
     * {@link NoTransactionException} outside of a transaction.
     */
    public Mono<Void> afterCommit(Mono<Void> followUp) {
        var detached = followUp.onErrorResume(
                        failure -> Mono.fromRunnable(() -> LOG.error("What follows a commit failed", failure)))
                // The committed transaction's connection is still bound here; without this, the follow-up would write
                // on it.
                .contextWrite(Transactions::withoutTransaction);
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(current -> current.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return detached;
                    }
                }))
                .then();
    }

    /**
     * Does this once the transaction around it has been rolled back. Does nothing outside of a transaction.
     */
    public Mono<Void> afterRollback(Mono<Void> followUp) {
        var detached = followUp.onErrorResume(
                        failure -> Mono.fromRunnable(() -> LOG.error("What follows a rollback failed", failure)))
                .contextWrite(Transactions::withoutTransaction);
        return isOpen().filter(open -> open)
                .flatMap(open -> TransactionSynchronizationManager.forCurrentTransaction())
                .doOnNext(current -> current.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCompletion(int status) {
                        return status == STATUS_ROLLED_BACK ? detached : Mono.empty();
                    }
                }))
                .then();
    }

    private <T> Mono<T> finished(Mono<T> work) {
        return Rehearsal.choose(undone(work), operator.transactional(work));
    }

    private <T> Mono<T> undone(Mono<T> work) {
        return operator.execute(transaction -> {
                    transaction.setRollbackOnly();
                    return work;
                })
                .singleOrEmpty();
    }

    /** Whether this is asked inside of a transaction. */
    public Mono<Boolean> isOpen() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .map(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorReturn(NoTransactionException.class, false);
    }

    /** The framework keeps a transaction under two keys, one of them its secret, and would find it by either. */
    private static Context withoutTransaction(Context context) {
        return context.stream()
                .map(Map.Entry::getKey)
                .filter(key -> key instanceof Class<?> type
                        && type.getPackage() == TransactionContextManager.class.getPackage())
                .reduce(context, Context::delete, (left, right) -> right);
    }
}
