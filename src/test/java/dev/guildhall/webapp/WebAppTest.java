package dev.guildhall.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.RawHttp;
import dev.guildhall.testing.RawHttp.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How the files of a web app are served; the tests' one is in {@code src/test/resources/static}. */
@GuildhallTest
class WebAppTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String PAGE = "<div id=\"root\">";

    @LocalServerPort
    private int port;

    private RawHttp http;

    @BeforeEach
    void connect() {
        http = new RawHttp(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/orders/12",
                "/admin/rules/new?tab=runs",
                "/django-admin/",
                "/django-admin/account/5"
            })
    void anAddressOfTheAppIsItsPageForABrowser(String address) {
        var page = get(address, BROWSER);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(PAGE);
        assertThat(page.headers()).containsEntry("cache-control", "no-store");
        assertThat(page.headers()).containsEntry("cross-origin-opener-policy", "same-origin-allow-popups");
        assertThat(page.headers().get("content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                // There is a bot in the tests, and so Telegram's widget.
                .contains("script-src 'self' https://telegram.org;", "frame-src 'self' https://oauth.telegram.org;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/nothing/",
                "/api/v1/nothing",
                "/api",
                "/media/nothing",
                "/actuator/env",
                "/healthz/nothing",
                "/assets/nothing.js",
                "/assets/deeper/app-0a1b2c3d.js"
            })
    void whatIsTheServersIsNeverThePage(String address) {
        var refusal = get(address, BROWSER);

        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal.body()).doesNotContain(PAGE);
    }

    @Test
    void aProgramIsToldThatThereIsNoSuchPath() {
        assertThat(get("/orders/12", "*/*").status()).isEqualTo(404);
        assertThat(http.send("POST", "/orders/12", Map.of("Accept", BROWSER), new byte[0])
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatHasAHashInItsNameIsKeptForEver() {
        var asset = get("/assets/app-0a1b2c3d.js", "*/*");

        assertThat(asset.status()).isEqualTo(200);
        assertThat(asset.body()).contains("the web app");
        assertThat(asset.headers())
                .containsEntry("content-type", "text/javascript")
                .containsEntry("cache-control", "max-age=31536000, public, immutable");
    }

    @Test
    void iconAndManifestAreKeptForADay() {
        assertThat(get("/favicon.svg", "*/*").headers())
                .containsEntry("content-type", "image/svg+xml")
                .containsEntry("cache-control", "max-age=86400, public");
        assertThat(get("/manifest.webmanifest", "*/*").headers())
                .containsEntry("content-type", "application/manifest+json");
    }

    @Test
    void aHeadIsAnsweredAsAGetWithoutTheBody() {
        var head = http.send("HEAD", "/orders/12", Map.of("Accept", BROWSER), null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private Reply get(String address, String accept) {
        return http.send("GET", address, Map.of("Accept", accept), null);
    }
}
