package dev.guildhall.bus;

import dev.guildhall.database.UnpooledConnections;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@GuildhallTest
class PostgresBusTest extends BusContract {

    @Autowired
    private UnpooledConnections connections;

    @Autowired
    private DatabaseClient database;

    @Override
    Bus bus() {
        return new PostgresBus(connections);
    }

    @Override
    void cutOff() {
        Await.done(database.sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN guildhall%'"
                                + " OR query LIKE 'SELECT pg_notify%' AND pid <> pg_backend_pid()")
                .fetch()
                .all()
                .then());
    }
}
