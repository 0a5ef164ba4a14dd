package dev.guildhall.notification;

import dev.guildhall.bus.RepeatedWork;
import dev.guildhall.notification.TelegramRepository.Letter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what rules have left for Telegram, on any node, if there is a bot. Each message is sent once, unless a node dies between
 * Telegram's yes and the note of it: Telegram has nothing by which to know a message again.
 */
@Component
@Profile("!cli")
class TelegramBot extends RepeatedWork {

    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 20;
    private static final int TRIES = 8;

    private final TelegramRepository outbox;
    private final TelegramBotSettings settings;
    private final Clock clock;
    private final WebClient web;

    TelegramBot(TelegramRepository outbox, TelegramBotSettings settings, Clock clock) {
        super("Sending by Telegram", ROUND);
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
        this.web = WebClient.create(settings.api());
    }

    @Override
    protected Mono<Void> round() {
        return settings.sends() ? sendWhatIsDue() : Mono.empty();
    }

    private Mono<Void> sendWhatIsDue() {
        return Flux.defer(() -> outbox.take(AT_ONCE, clock.instant(), PATIENCE))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::send)
                .then();
    }

    private Mono<Void> send(Letter letter) {
        return web.post()
                .uri("/bot{token}/sendMessage", settings.token())
                .bodyValue(Map.of("chat_id", letter.chatId(), "text", letter.text()))
                .retrieve()
                .toBodilessEntity()
                .timeout(ANSWER)
                .then(Mono.defer(() -> outbox.markDelivered(letter.id(), clock.instant())))
                .onErrorResume(failure -> giveUpOrWait(letter, failure));
    }

    /** Telegram refuses for good whom the bot may not write to; anything else may pass. The token is in the address: it is not told. */
    private Mono<Void> giveUpOrWait(Letter letter, Throwable failure) {
        var refused = failure instanceof WebClientResponseException answer
                && answer.getStatusCode().is4xxClientError()
                && answer.getStatusCode().value() != 429;
        var told = failure instanceof WebClientResponseException answer
                ? "Telegram answered " + answer.getStatusCode().value()
                : failure.getClass().getSimpleName();
        var again = clock.instant().plusSeconds(1L << Math.min(letter.tries() * 2, 12));
        return outbox.markFailed(
                letter.id(), told, refused || letter.tries() >= TRIES ? Optional.empty() : Optional.of(again));
    }
}
