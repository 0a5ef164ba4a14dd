package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramSettingsTest {

    @ParameterizedTest
    @CsvSource({"guildhall_bot", "@guildhall_bot", "' @guildhall_bot '"})
    void namesTheBotOfTheWidgetWithoutItsSign(String configured) {
        assertThat(new TelegramSettings("123:token", configured, "60").widgetBot())
                .isEqualTo("guildhall_bot");
    }

    @Test
    void hasNoBotForTheWidgetWhenNobodyCanSignInByIt() {
        assertThat(new TelegramSettings(" ", "guildhall_bot", "60").widgetBot()).isNull();
        assertThat(new TelegramSettings("123:token", " ", "60").widgetBot()).isNull();
    }
}
