package dev.guildhall.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {

    /** Made with Python: round(value, places). */
    @ParameterizedTest
    @CsvSource({
        "0.125, 2, 0.12",
        "0.375, 2, 0.38",
        "2.675, 2, 2.67",
        "4.125, 2, 4.12",
        "0.03125, 4, 0.0312",
        "0.66666666, 4, 0.6667",
        "-1.005, 2, -1.0",
        "5, 2, 5.0",
        "123456789.987, 2, 123456789.99"
    })
    void roundsLikeTheOriginal(double value, int places, double rounded) {
        assertThat(Rounding.toPlaces(value, places)).isEqualTo(rounded);
    }
}
