package dev.guildhall.scoring;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;

/** Values of columns that are never null, and columns of many rows as arrays. */
final class Columns {

    private Columns() {}

    static int intAt(Readable row, int index) {
        return Objects.requireNonNull(row.get(index, Integer.class));
    }

    static long longAt(Readable row, int index) {
        return Objects.requireNonNull(row.get(index, Long.class));
    }

    static String textAt(Readable row, int index) {
        return Objects.requireNonNull(row.get(index, String.class));
    }

    static <T> Integer[] ints(Collection<T> all, Function<T, Integer> one) {
        return all.stream().map(one).toArray(Integer[]::new);
    }

    static <T> Long[] longs(Collection<T> all, Function<T, Long> one) {
        return all.stream().map(one).toArray(Long[]::new);
    }

    static <T> String[] texts(Collection<T> all, Function<T, String> one) {
        return all.stream().map(one).toArray(String[]::new);
    }
}
