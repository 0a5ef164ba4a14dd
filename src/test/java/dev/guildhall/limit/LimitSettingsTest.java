package dev.guildhall.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.shared.InvalidSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSettingsTest {

    @Test
    void readsHowManyAMinuteThereMayBe() {
        var settings = new LimitSettings("1", "2", "3", "4", "5", "6", "0");

        assertThat(settings.of(Limit.ADDRESS)).isEqualTo(1);
        assertThat(settings.of(Limit.USER)).isEqualTo(2);
        assertThat(settings.of(Limit.LOGIN)).isEqualTo(3);
        assertThat(settings.of(Limit.TELEGRAM)).isEqualTo(4);
        assertThat(settings.of(Limit.REFRESH)).isEqualTo(5);
        assertThat(settings.of(Limit.UPLOADS)).isEqualTo(6);
        assertThat(settings.of(Limit.MESSAGES)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1000001", "many", "1.5"})
    void namesTheVariableThatIsWrong(String text) {
        assertThatThrownBy(() -> new LimitSettings("1", "2", "3", "4", "5", text, "7"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("RATE_LIMIT_UPLOADS");
    }
}
