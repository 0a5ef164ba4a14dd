package dev.guildhall.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** The database, given or embedded, and the schema that our migrations make in it. */
final class Database {

    private final DatabaseAddress address;
    private final Flyway flyway;
    private final Once<MigrateResult> migration;

    Database(DatabaseAddress address) {
        this.address = address;
        this.flyway = Flyway.configure()
                .loggers("slf4j")
                .dataSource(address.dataSource())
                .load();
        this.migration = new Once<>("The migration of the database", flyway::migrate);
    }

    DatabaseAddress address() {
        return address;
    }

    Flyway flyway() {
        return flyway;
    }

    /** Brings the schema up to what this version needs, unless that was done or is being done, which is waited for. */
    void migrate() {
        migration.run();
        migration.result();
    }
}
