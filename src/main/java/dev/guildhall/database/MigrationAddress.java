package dev.guildhall.database;

import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Where Flyway connects to. Flyway's auto-configuration wakes up for JDBC details and reads its own; nobody
 * makes a JDBC pool of them.
 */
record MigrationAddress(DatabaseAddress address) implements JdbcConnectionDetails, FlywayConnectionDetails {

    @Override
    public String getJdbcUrl() {
        return address.jdbcUrl();
    }

    @Override
    public String getUsername() {
        return address.username();
    }

    @Override
    public String getPassword() {
        return address.password();
    }

    @Override
    public String getDriverClassName() {
        return org.postgresql.Driver.class.getName();
    }
}
