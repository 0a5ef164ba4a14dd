package dev.guildhall.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.shared.InvalidSetting;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerRequest;

class BaseUrlsTest {

    private static final String PROXIES = "127.0.0.0/8,::1,10.0.0.0/8,fc00::/7";

    @Test
    void thePublicUrlComesFirst() {
        var urls = Addresses.of("https://app.example.org/", "", PROXIES);
        assertThat(urls.of(request("127.0.0.1", "evil.example", "X-Forwarded-Host", "evil.example")))
                .isEqualTo("https://app.example.org");
    }

    @Test
    void aTrustedProxySaysWhatTheCallerAskedFor() {
        var urls = Addresses.of("", "", PROXIES);
        assertThat(urls.of(request("10.1.2.3", "inside:8080", "X-Forwarded-Proto", "https")))
                .isEqualTo("https://inside:8080");
        assertThat(urls.of(request("fc00::7", "inside", "X-Forwarded-Host", "app.example.org:8443, inside")))
                .isEqualTo("http://app.example.org:8443");
        assertThat(urls.of(request("127.0.0.1", "inside", "X-Forwarded-Proto", "javascript")))
                .isEqualTo("http://inside");
        assertThat(urls.of(request("127.0.0.1", "inside", "X-Forwarded-Host", "a/b")))
                .startsWith("http://localhost:");
    }

    @Test
    void nobodyElseIsBelieved() {
        var urls = Addresses.of("", "", PROXIES);
        assertThat(urls.of(request("203.0.113.9", "app.example.org", "X-Forwarded-Proto", "https")))
                .isEqualTo("http://app.example.org");
        assertThat(urls.of(request("2001:db8::1", "app.example.org", "X-Forwarded-Host", "evil.example")))
                .isEqualTo("http://app.example.org");
        assertThat(Addresses.of("", "", "").of(request("127.0.0.1", "app.example.org", "X-Forwarded-Proto", "https")))
                .isEqualTo("http://app.example.org");
    }

    @Test
    void aHostThatIsNotAllowedGetsIntoNoUrl() {
        var urls = Addresses.of("", "app.example.org, .shop.example, [::1]", PROXIES);
        assertThat(urls.of(request("203.0.113.9", "evil.example"))).isEqualTo("http://app.example.org");
        assertThat(urls.of(request("203.0.113.9", "shop.example.evil.example"))).isEqualTo("http://app.example.org");
        assertThat(urls.of(request("203.0.113.9", "evilshop.example"))).isEqualTo("http://app.example.org");
        assertThat(urls.of(request("127.0.0.1", "app.example.org", "X-Forwarded-Host", "evil.example")))
                .isEqualTo("http://app.example.org");
        assertThat(urls.of(request("203.0.113.9", "App.Example.Org:8443"))).isEqualTo("http://app.example.org:8443");
        assertThat(urls.of(request("203.0.113.9", "a.shop.example"))).isEqualTo("http://a.shop.example");
        assertThat(urls.of(request("203.0.113.9", "shop.example"))).isEqualTo("http://shop.example");
        assertThat(urls.of(request("203.0.113.9", "[::1]:8080"))).isEqualTo("http://[::1]:8080");
        assertThat(Addresses.of("", "*", "").of(request("203.0.113.9", "any.example")))
                .isEqualTo("http://any.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a/b",
                "user@evil.example",
                "a:b",
                "a?b",
                "a#b",
                "\"><script>",
                "",
                ".x",
                "[zz]",
                "a:123456"
            })
    void aHostThatIsNoHostGetsIntoNoUrl(String host) {
        assertThat(Addresses.of("", "", PROXIES).of(request("203.0.113.9", host)))
                .startsWith("http://localhost:");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        for (var url :
                List.of("app.example.org", "ftp://app.example.org", "https://", "https://a b", "https://a?x=1")) {
            assertThatThrownBy(() -> Addresses.of(url, "", ""))
                    .isInstanceOf(InvalidSetting.class)
                    .hasMessageStartingWith("PUBLIC_URL ");
        }
        assertThatThrownBy(() -> Addresses.of("", "https://app.example.org", ""))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("ALLOWED_HOSTS ");
        for (var network : List.of("nonsense", "10.0.0.0/33", "10.0.0", "::1/129", "example.org", "10.0.0.0/x")) {
            assertThatThrownBy(() -> Addresses.of("", "", network))
                    .as(network)
                    .isInstanceOf(InvalidSetting.class)
                    .hasMessageStartingWith("TRUSTED_PROXIES ");
        }
        assertThatCode(() -> Addresses.of("https://a.example/guildhall", "*", "0.0.0.0/0, ::/0"))
                .doesNotThrowAnyException();
    }

    private static ServerRequest request(String peer, String host, String... header) {
        var request = MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(peer, 5))
                .header("Host", host);
        if (header.length > 0) {
            request.header(header[0], header[1]);
        }
        return ServerRequest.create(MockServerWebExchange.from(request), List.of());
    }
}
