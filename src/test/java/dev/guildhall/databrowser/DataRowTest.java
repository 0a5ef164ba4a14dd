package dev.guildhall.databrowser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.shared.NotFound;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.NullNode;

class DataRowTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17",
                "appointment:12",
                "a,b",
                "..",
                "~",
                "50%",
                "a/b;c\\d",
                "Ящик",
                " ",
                "2026-11-26T18:19:49.831807Z"
            })
    void aKeyIsOneWordForAnAddressAndStandsForItsValues(String value) {
        var place = List.of(value, "1");
        var key = new DataRow(place, NullNode.getInstance()).key();

        assertThat(key).matches("[A-Za-z0-9_~,-]+");
        assertThat(DataRow.place(key, 2)).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,2,3", "~0,1", "~zz,1", "~00,1"})
    void whatIsNoKeyIsTheKeyOfNothing(String word) {
        assertThatThrownBy(() -> DataRow.place(word, 2)).isInstanceOf(NotFound.class);
    }

    @Test
    void anEmptyValueHasItsPlace() {
        assertThat(DataRow.place(",1", 2)).containsExactly("", "1");
    }
}
