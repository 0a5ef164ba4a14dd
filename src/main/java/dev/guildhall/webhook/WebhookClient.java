package dev.guildhall.webhook;

import dev.guildhall.outbox.Outcome;
import dev.guildhall.webhook.AddressGuard.NotPublic;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;

/** Posts to addresses somebody else has chosen: never to private ones, never onwards, never for long. */
@Component
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookClient {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int KEPT = 200;
    private static final int MOST_BYTES = KEPT * 4;

    /** Made when it is first needed: it has threads, which a node without webhooks does not need. */
    private final Supplier<WebClient> web;

    private final Duration limit;

    @Autowired
    WebhookClient(WebhookSettings settings) {
        this(settings, LIMIT);
    }

    /** @param limit for everything, from the connection to the end of the answer */
    WebhookClient(WebhookSettings settings, Duration limit) {
        this.web = SingletonSupplier.of(() -> client(settings));
        this.limit = limit;
    }

    @SuppressWarnings("unchecked")
    private static WebClient client(WebhookSettings settings) {
        var client = HttpClient.create().followRedirect(false);
        var resolvers =
                (AddressResolverGroup<InetSocketAddress>) HttpResources.get().getOrCreateDefaultResolver();
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(
                        settings.allowPrivate() ? client : client.resolver(new AddressGuard(resolvers))))
                .defaultHeader(HttpHeaders.USER_AGENT, "Guildhall-Webhooks/1")
                .build();
    }

    Mono<Outcome> post(String url, String id, Instant moment, String signature, byte[] body) {
        // The library reads files when it is used for the first time, and this may be a thread of the database's
        // driver.
        return Mono.defer(() -> request(url, id, moment, signature, body))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(limit)
                .onErrorResume(failure -> Mono.just(judge(failure)));
    }

    private Mono<Outcome> request(String url, String id, Instant moment, String signature, byte[] body) {
        return web.get()
                .post()
                .uri(URI.create(url))
                .contentType(MediaType.APPLICATION_JSON)
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(moment.getEpochSecond()))
                .header("webhook-signature", signature)
                .bodyValue(body)
                .exchangeToMono(WebhookClient::read);
    }

    private static Mono<Outcome> read(ClientResponse response) {
        var buffers = response.body(BodyExtractors.toDataBuffers());
        return DataBufferUtils.join(DataBufferUtils.takeUntilByteCount(buffers, MOST_BYTES))
                .map(WebhookClient::beginning)
                .defaultIfEmpty("")
                .map(text -> judge(response).answered(response.statusCode().value(), text));
    }

    private static Outcome judge(ClientResponse response) {
        var status = response.statusCode().value();
        var told = "answered " + status;
        if (response.statusCode().is2xxSuccessful()) {
            return Outcome.sent();
        }
        return status == WebhookSwitch.GONE
                ? Outcome.refused(told)
                : retryAfter(response)
                        .map(pause -> Outcome.again(told).noSoonerThan(pause))
                        .orElseGet(() -> Outcome.again(told));
    }

    private static Outcome judge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotPublic) {
                return Outcome.refused("the address is not public");
            }
        }
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return Outcome.again(cause.getClass().getSimpleName());
    }

    /** In seconds; a date is not heeded. */
    private static Optional<Duration> retryAfter(ClientResponse response) {
        return response.headers().header(HttpHeaders.RETRY_AFTER).stream()
                .findFirst()
                .filter(seconds -> seconds.matches("[0-9]{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .map(pause -> pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    /** What the database takes as a text, whatever was sent. */
    private static String beginning(DataBuffer buffer) {
        var bytes = new byte[Math.min(buffer.readableByteCount(), MOST_BYTES)];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        var text = new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}\uFFFD]+", " ");
        return text.codePointCount(0, text.length()) <= KEPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, KEPT));
    }
}
