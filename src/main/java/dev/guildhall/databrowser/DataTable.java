package dev.guildhall.databrowser;

import java.util.List;

/** A table as the inventory has it. */
public record DataTable(String name, List<Column> columns) {

    List<Column> key() {
        return columns.stream().filter(Column::key).toList();
    }

    List<Column> shown() {
        return columns.stream().filter(column -> !column.hidden()).toList();
    }

    /**
     * A column.
     *
     * @param type as PostgreSQL calls it, without a length
     * @param key whether it is part of the primary key
     * @param hidden whether its values are kept from everybody, also from searches
     */
    public record Column(String name, String type, boolean key, boolean hidden) {}
}
