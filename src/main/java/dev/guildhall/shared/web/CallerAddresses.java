package dev.guildhall.shared.web;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The address a request comes from: the peer's, unless that is a trusted proxy. Every proxy adds the address it was called from to
 * {@code X-Forwarded-For}, at the right; so it is read from there, over all trusted proxies, to the first address that is none. What
 * stands further left is anybody's claim.
 */
@Component
public class CallerAddresses {

    private static final String HEADER = "X-Forwarded-For";

    /** A port may follow; an IPv6 address then stands in brackets. */
    private static final Pattern IPV4_WITH_PORT = Pattern.compile("^([0-9.]+):[0-9]{1,5}$");

    private static final Pattern IN_BRACKETS = Pattern.compile("^\\[([0-9A-Fa-f:.]+)](:[0-9]{1,5})?$");

    private final AddressSettings settings;

    CallerAddresses(AddressSettings settings) {
        this.settings = settings;
    }

    /** The IP address as text; empty when the peer is not known. */
    public String of(ServerRequest request) {
        return find(request.exchange().getRequest())
                .map(InetAddress::getHostAddress)
                .orElse("");
    }

    /** Empty when the peer is not known. */
    public Optional<InetAddress> find(ServerHttpRequest request) {
        return Optional.ofNullable(request.getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .map(peer -> caller(peer, request));
    }

    /** Of several trusted ones the farthest, when there is nobody behind it, or somebody whose address is not one. */
    private InetAddress caller(InetAddress peer, ServerHttpRequest request) {
        var nearest = peer;
        for (var claim : claims(request)) {
            var next = settings.trusts(nearest) ? address(claim) : Optional.<InetAddress>empty();
            if (next.isEmpty()) {
                return nearest;
            }
            nearest = next.get();
        }
        return nearest;
    }

    /** From the right to the left. */
    private static List<String> claims(ServerHttpRequest request) {
        var claims = Arrays.asList(
                String.join(",", request.getHeaders().getOrEmpty(HEADER)).split(",", -1));
        Collections.reverse(claims);
        return claims;
    }

    private static Optional<InetAddress> address(String claim) {
        var text = IN_BRACKETS
                .matcher(IPV4_WITH_PORT.matcher(claim.strip()).replaceFirst("$1"))
                .replaceFirst("$1");
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text));
    }
}
