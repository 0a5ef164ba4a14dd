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
    long cutOff() {
        return Await.value(database.sql("""
                        SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
                         WHERE application_name = 'guildhall bus' AND datname = current_database()""").mapValue(Long.class).one());
    }
}
