package dev.guildhall.shared.web;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The address that absolute URLs begin with: {@code PUBLIC_URL} when it is set; otherwise what the caller has asked for, by the
 * {@code X-Forwarded-Proto} and {@code X-Forwarded-Host} of a trusted proxy, or else by {@code Host}. A host that is not allowed never
 * gets into a URL: the first allowed one stands in. The request is served all the same, because URLs are made when the work is
 * done.
 */
@Component
@EnableConfigurationProperties(AddressSettings.class)
public class BaseUrls {

    private static final List<String> SCHEMES = List.of("http", "https");

    private final AddressSettings settings;

    BaseUrls(AddressSettings settings) {
        this.settings = settings;
    }

    /** Scheme and host, e.g. {@code https://app.example.org}, without a slash at the end. */
    public String of(ServerRequest request) {
        var asked = request.exchange().getRequest();
        return settings.publicUrl().orElseGet(() -> scheme(asked) + "://" + host(asked));
    }

    /** Whether the world reaches this server by TLS, as far as this request or {@code PUBLIC_URL} tells. */
    public boolean isEncrypted(ServerHttpRequest request) {
        return settings.publicUrl().map(url -> url.startsWith("https:")).orElseGet(() -> scheme(request)
                .equals("https"));
    }

    /** Whether a page of this origin is ours: of the host that was asked for, or of {@code PUBLIC_URL}. */
    public boolean isOwn(String origin, ServerHttpRequest request) {
        var given = origin.replaceFirst("^https?://", "");
        return !given.equals(origin)
                && Stream.concat(
                                settings
                                        .publicUrl()
                                        .map(url -> url.replaceFirst("^https?://", "")
                                                .replaceFirst("/.*", ""))
                                        .stream(),
                                asked(request).stream())
                        .flatMap(own -> Host.parse(own).stream())
                        .anyMatch(own -> Host.parse(given).filter(own::equals).isPresent());
    }

    private String scheme(ServerHttpRequest request) {
        return forwarded(request, "X-Forwarded-Proto")
                .filter(SCHEMES::contains)
                .orElseGet(() -> "https".equals(request.getURI().getScheme()) ? "https" : "http");
    }

    private Optional<String> asked(ServerHttpRequest request) {
        return forwarded(request, "X-Forwarded-Host")
                .or(() -> Optional.ofNullable(request.getHeaders().getFirst("Host")));
    }

    private String host(ServerHttpRequest request) {
        return asked(request)
                .flatMap(Host::parse)
                .filter(host -> host.isAmong(settings.allowedHosts()))
                .map(Host::toString)
                .orElseGet(() -> ownHost(request));
    }

    private String ownHost(ServerHttpRequest request) {
        return settings.allowedHosts().stream()
                .filter(host -> !host.equals("*"))
                .map(host -> host.startsWith(".") ? host.substring(1) : host)
                .findFirst()
                .orElseGet(() -> "localhost:"
                        + Optional.ofNullable(request.getLocalAddress())
                                .map(InetSocketAddress::getPort)
                                .orElse(80));
    }

    /** The first value of the header, when it comes from somebody who may say so. */
    private Optional<String> forwarded(ServerHttpRequest request, String header) {
        return Optional.ofNullable(request.getHeaders().getFirst(header))
                .filter(value -> Optional.ofNullable(request.getRemoteAddress())
                        .filter(settings::trusts)
                        .isPresent())
                .map(value -> value.split(",", 2)[0].strip());
    }
}
