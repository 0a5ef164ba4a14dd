package dev.guildhall.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/**
 * Connections that block, to the database or another one, with whatever schema it has: for backups and what they are restored into. Whoever
 * opens one closes it.
 */
public final class PlainConnections {

    private final DatabaseAddress address;

    PlainConnections(DatabaseAddress address) {
        this.address = address;
    }

    /**
     * To the database of a URL such as {@code DATABASE_URL}.
     *
     * @param setting what to name when it is none
     */
    public static PlainConnections at(String setting, String url) {
        return new PlainConnections(DatabaseAddress.parse(setting, url));
    }

    /** To another database of the same server. */
    public PlainConnections named(String database) {
        return new PlainConnections(new DatabaseAddress(
                address.host(), address.port(), database, address.username(), address.password(), address.options()));
    }

    public Connection open() throws SQLException {
        return address.dataSource().getConnection();
    }

    /** The same database for those who do not block. */
    public UnpooledConnections reactive() {
        return new UnpooledConnections(address);
    }

    /** Our migrations for this database, up to a version. */
    public Flyway flyway(Flyway ours, String version) {
        return Flyway.configure()
                .configuration(ours.getConfiguration())
                .dataSource(address.dataSource())
                .target(version)
                .load();
    }

    /** Where it is, without the password. */
    @Override
    public String toString() {
        return address.toString();
    }
}
