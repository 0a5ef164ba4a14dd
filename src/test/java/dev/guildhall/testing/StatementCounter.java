package dev.guildhall.testing;

import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.MethodExecutionInfo;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.core.QueryInfo;
import io.r2dbc.proxy.listener.ProxyMethodExecutionListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.r2dbc.autoconfigure.ProxyConnectionFactoryCustomizer;

/**
 * Sees every statement that goes to the database through the pool: queries as their SQL, transactions as {@code BEGIN}, {@code COMMIT} and
 * {@code ROLLBACK}.
 */
public final class StatementCounter implements ProxyMethodExecutionListener, ProxyConnectionFactoryCustomizer {

    private volatile @Nullable Queue<String> statements;

    /** All statements of the application while this was done, in order: {@code assertThat(counter.during(…)).hasSize(1)}. */
    public List<String> during(Runnable action) {
        var collected = new ConcurrentLinkedQueue<String>();
        statements = collected;
        try {
            action.run();
        } finally {
            statements = null;
        }
        return List.copyOf(collected);
    }

    @Override
    public void customize(ProxyConnectionFactory.Builder builder) {
        builder.listener(this);
    }

    @Override
    public void beforeQuery(QueryExecutionInfo execution) {
        execution.getQueries().stream().map(QueryInfo::getQuery).forEach(this::add);
    }

    @Override
    public void beforeBeginTransactionOnConnection(MethodExecutionInfo call) {
        add("BEGIN");
    }

    @Override
    public void beforeCommitTransactionOnConnection(MethodExecutionInfo call) {
        add("COMMIT");
    }

    @Override
    public void beforeRollbackTransactionOnConnection(MethodExecutionInfo call) {
        add("ROLLBACK");
    }

    @Override
    public void beforeCreateSavepointOnConnection(MethodExecutionInfo call) {
        add("SAVEPOINT");
    }

    @Override
    public void beforeSetAutoCommitOnConnection(MethodExecutionInfo call) {
        add("SET AUTOCOMMIT");
    }

    private void add(String statement) {
        var current = statements;
        if (current != null) {
            current.add(statement);
        }
    }
}
