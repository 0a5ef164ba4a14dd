package dev.guildhall.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpSettingsTest {

    private static final String FROM = "Guildhall <noreply@example.org>";

    @Test
    void sendsNothingUntilItIsToldWhere() {
        assertThat(new SmtpSettings(" ", "").server()).isEmpty();
    }

    @Test
    void readsWhoAndWhere() {
        var server = new SmtpSettings("smtp://post%40example.org:p%3Aa+ss@mail.example.org", FROM)
                .server()
                .orElseThrow();

        assertThat(server.host() + " " + server.port() + " " + server.tls()).isEqualTo("mail.example.org 587 false");
        assertThat(server.user()).contains("post@example.org");
        assertThat(server.password()).contains("p:a+ss");
        assertThat(server.requiresEncryption()).isTrue();
        assertThat(server.toString()).doesNotContain("ss");
    }

    @Test
    void hasAPortForEachScheme() {
        assertThat(new SmtpSettings("smtps://mail.example.org", FROM)
                        .server()
                        .orElseThrow()
                        .port())
                .isEqualTo(465);
        assertThat(new SmtpSettings("smtp://localhost:2525", FROM)
                        .server()
                        .orElseThrow()
                        .port())
                .isEqualTo(2525);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.org:25",
                "http://mail.example.org",
                "smtp://user@mail.example.org",
                "smtp:///x",
                "smtp://a b"
            })
    void namesTheVariableAndNotItsValue(String url) {
        assertThatThrownBy(() -> new SmtpSettings(url, FROM))
                .hasMessageStartingWith("SMTP_URL must be an address")
                .hasMessageNotContaining(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "two@example.org, three@example.org"})
    void wantsASender(String from) {
        assertThatThrownBy(() -> new SmtpSettings("smtp://mail.example.org", from))
                .hasMessageStartingWith("MAIL_FROM must be an address");
    }
}
