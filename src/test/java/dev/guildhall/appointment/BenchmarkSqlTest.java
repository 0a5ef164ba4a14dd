package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What benchmarks compare us with is what we ask for. */
class BenchmarkSqlTest {

    @ParameterizedTest
    @ValueSource(strings = {"admin-list", "detail", "message", "messages", "my"})
    void readsAnOrderAsWeDo(String script) throws IOException {
        var sql = Files.readString(Path.of("src/bench/sql", script + ".sql"));

        assertThat(sql)
                .containsIgnoringWhitespaces(AppointmentRows.COLUMNS)
                .containsIgnoringWhitespaces(AppointmentRows.JOINS);
    }
}
