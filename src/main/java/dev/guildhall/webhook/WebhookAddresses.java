package dev.guildhall.webhook;

import dev.guildhall.shared.InvalidFields;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Judges the addresses admins give. What a name stands for may change later: {@link AddressGuard} looks again at every connection. */
@Component
class WebhookAddresses {

    private static final String FIELD = "url";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int HIGHEST_PORT = 65_535;

    private final WebhookSettings settings;

    WebhookAddresses(WebhookSettings settings) {
        this.settings = settings;
    }

    /** Fails when it is not one that may be posted to; null is as good as any. */
    Mono<Void> require(@Nullable String url) {
        return Mono.justOrEmpty(url)
                .map(this::parsed)
                .filter(address -> !settings.allowPrivate())
                .flatMap(address -> isPrivate(address.getHost()))
                .filter(isPrivate -> isPrivate)
                .flatMap(isPrivate -> Mono.error(() -> InvalidFields.of(FIELD, "webhook.private_address")));
    }

    private URI parsed(String url) {
        try {
            var address = new URI(url);
            var known = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (!known
                    || address.getHost() == null
                    || address.getUserInfo() != null
                    || address.getPort() > HIGHEST_PORT) {
                throw InvalidFields.of(FIELD, "webhook.address");
            }
            if ("http".equals(address.getScheme()) && !settings.allowHttp()) {
                throw InvalidFields.of(FIELD, "webhook.not_encrypted");
            }
            return address;
        } catch (URISyntaxException malformed) {
            throw InvalidFields.of(FIELD, "webhook.address");
        }
    }

    /** A name nobody knows at this moment is no reason to refuse it. */
    private static Mono<Boolean> isPrivate(String host) {
        return Mono.fromCallable(() -> InetAddress.getAllByName(host))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(LIMIT)
                .map(found -> !Arrays.stream(found).allMatch(PublicAddress::isPublic))
                .onErrorReturn(UnknownHostException.class, false)
                .onErrorReturn(TimeoutException.class, false);
    }
}
