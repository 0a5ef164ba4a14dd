package dev.guildhall.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerRequest;

class CallerAddressesTest {

    private static final String PROXY = "10.0.0.1";

    private final CallerAddresses addresses =
            new CallerAddresses(new AddressSettings("", "", "127.0.0.0/8,::1,10.0.0.0/8,fc00::/7"));

    @Test
    void withoutAProxyItIsThePeers() {
        assertThat(from("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(from(PROXY)).isEqualTo(PROXY);
        assertThat(from("2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.9                            | 203.0.113.9
            203.0.113.9:51234                      | 203.0.113.9
            2001:db8::1                            | 2001:db8:0:0:0:0:0:1
            [2001:db8::1]                          | 2001:db8:0:0:0:0:0:1
        2001:db8:0:1::1                        | 2001:db8:0:1:0:0:0:1
            [2001:db8::1]:51234                    | 2001:db8:0:0:0:0:0:1
            203.0.113.9, 10.0.0.2,fc00::3          | 203.0.113.9
            198.51.100.7, 203.0.113.9              | 203.0.113.9
            10.0.0.9, 203.0.113.9, 10.0.0.2        | 203.0.113.9
            10.0.0.3, 10.0.0.2                     | 10.0.0.3
            """)
    void behindAProxyItIsTheRightMostThatIsNoProxy(String forwardedFor, String caller) {
        assertThat(from(PROXY, forwardedFor)).isEqualTo(caller);
    }

    @Test
    void severalHeadersAreRead() {
        assertThat(from(PROXY, "198.51.100.7, 203.0.113.9", "10.0.0.2")).isEqualTo("203.0.113.9");
    }

    @Test
    void nobodyElseIsBelieved() {
        assertThat(from("203.0.113.9", "198.51.100.7")).isEqualTo("203.0.113.9");
        assertThat(from("203.0.113.9", "10.0.0.2")).isEqualTo("203.0.113.9");
        assertThat(from("2001:db8::1", "198.51.100.7")).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "unknown",
                "_hidden",
                "999.1.1.1",
                "10.0.0",
                "example.org",
                "[zz]",
                "::::",
                "198.51.100.7, x"
            })
    void nonsenseIsTheProxysOwn(String forwardedFor) {
        assertThat(from(PROXY, forwardedFor)).isEqualTo(PROXY);
        assertThat(from(PROXY, forwardedFor + ", 10.0.0.2")).isEqualTo("10.0.0.2");
    }

    private String from(String peer, String... forwardedFor) {
        var request = MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(address(peer), 5))
                .header("X-Forwarded-For", forwardedFor);
        return addresses.of(ServerRequest.create(MockServerWebExchange.from(request), List.of()));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
