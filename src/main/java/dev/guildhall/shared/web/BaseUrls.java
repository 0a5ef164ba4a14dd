package dev.guildhall.shared.web;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The address that absolute URLs begin with: {@code PUBLIC_URL} when it is set; otherwise what the caller has asked for, by the
 * {@code X-Forwarded-Proto} and {@code X-Forwarded-Host} of a trusted proxy, or else by {@code Host}. A host that is not allowed never
 * gets into a URL: the first allowed one stands in. The request is served all the same, because URLs are made when the work is
 * done.
 */
@Component
public class BaseUrls {

    private static final List<String> SCHEMES = List.of("http", "https");

    private final AddressSettings settings;

    BaseUrls(AddressSettings settings) {
        this.settings = settings;
    }

    /** Scheme and host, e.g. {@code https://app.example.org}, without a slash at the end. */
    public String of(ServerRequest request) {
        return settings.publicUrl().orElseGet(() -> scheme(request) + "://" + host(request));
    }

    private String scheme(ServerRequest request) {
        return forwarded(request, "X-Forwarded-Proto")
                .filter(SCHEMES::contains)
                .orElseGet(() -> "https".equals(request.uri().getScheme()) ? "https" : "http");
    }

    private String host(ServerRequest request) {
        return forwarded(request, "X-Forwarded-Host")
                .or(() -> Optional.ofNullable(request.headers().firstHeader("Host")))
                .flatMap(Host::parse)
                .filter(host -> host.isAmong(settings.allowedHosts()))
                .map(Host::toString)
                .orElseGet(() -> ownHost(request));
    }

    private String ownHost(ServerRequest request) {
        return settings.allowedHosts().stream()
                .filter(host -> !host.equals("*"))
                .map(host -> host.startsWith(".") ? host.substring(1) : host)
                .findFirst()
                .orElseGet(() -> "localhost:"
                        + Optional.ofNullable(request.exchange().getRequest().getLocalAddress())
                                .map(InetSocketAddress::getPort)
                                .orElse(80));
    }

    /** The first value of the header, when it comes from somebody who may say so. */
    private Optional<String> forwarded(ServerRequest request, String header) {
        return Optional.ofNullable(request.headers().firstHeader(header))
                .filter(value ->
                        request.remoteAddress().filter(settings::trusts).isPresent())
                .map(value -> value.split(",", 2)[0].strip());
    }
}
