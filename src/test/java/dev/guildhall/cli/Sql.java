package dev.guildhall.cli;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks behind the scenes of a database, given as a {@code DATABASE_URL} of the tests. */
public record Sql(String databaseUrl) {

    public void execute(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long number(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }

    /** The first column. */
    public List<String> texts(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** User and password, which come before the host in ours, are parameters there. */
    private String jdbcUrl() {
        return databaseUrl.replaceFirst(
                "postgresql://(.+):(.+)@([^?]+)\\?(.*)", "jdbc:postgresql://$3?user=$1&password=$2&$4");
    }
}
