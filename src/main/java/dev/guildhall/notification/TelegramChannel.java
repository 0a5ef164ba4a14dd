package dev.guildhall.notification;

import dev.guildhall.outbox.Channel;
import dev.guildhall.outbox.Delivery;
import dev.guildhall.outbox.Outcome;
import dev.guildhall.outbox.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bot writes to people. Telegram has nothing by which to know a message again, so one is sent twice if a node dies between Telegram's
 * yes and the note of it.
 */
@Component
@EnableConfigurationProperties(TelegramBotSettings.class)
class TelegramChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramChannel.class);
    private static final Schedule SCHEDULE = new Schedule(8, Duration.ofSeconds(4), Duration.ofHours(1));
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration UNKNOWN_PAUSE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 20;

    /** As Telegram has it, in characters. */
    private static final int LONGEST = 4_096;

    private final Postman postman;
    private final TelegramBotSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    /** Made for the first message: most shops have no bot, and a client takes a while. */
    private final Supplier<WebClient> web;

    private volatile Silence silence = new Silence(Instant.EPOCH, "");

    TelegramChannel(Postman postman, TelegramBotSettings settings, JsonMapper json, Clock clock) {
        this.postman = postman;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.web = SingletonSupplier.of(() -> WebClient.builder()
                .baseUrl(settings.api())
                .defaultHeader(HttpHeaders.USER_AGENT, "Guildhall-Telegram/1")
                .build());
    }

    @Override
    public String name() {
        return Medium.TELEGRAM.word();
    }

    @Override
    public boolean isOn() {
        return settings.sends();
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public Schedule schedule() {
        return SCHEDULE;
    }

    @Override
    public Mono<Outcome> send(Delivery delivery) {
        return Mono.defer(() -> isSilent()
                ? Mono.just(silence.outcome())
                : postman.deliver(
                        delivery, Medium.TELEGRAM, letter -> post(letter).flatMap(answer -> judge(answer, delivery))));
    }

    private Mono<Answer> post(Letter letter) {
        return Mono.defer(() -> web.get()
                        .post()
                        .uri("/bot{token}/sendMessage", settings.token())
                        .bodyValue(
                                Map.of("chat_id", Long.valueOf(letter.address().orElseThrow()), "text", text(letter)))
                        .exchangeToMono(TelegramChannel::read))
                // The library reads files when it is used for the first time, and this is a thread of the database's
                // driver.
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(ANSWER);
    }

    /** The token is in the address: nothing of a failure is told but what Telegram has answered. */
    private Mono<Outcome> judge(Answer answer, Delivery delivery) {
        var told = "Telegram answered " + answer.status();
        return switch (answer.status()) {
            case 200 -> Mono.just(Outcome.sent());
            case 403 -> postman.stopTelegram(delivery).thenReturn(Outcome.refused(told));
            case 401, 404 -> Mono.fromSupplier(() -> unknownBot(told));
            case 429 -> Mono.fromSupplier(() -> silentFor(Duration.ofSeconds(retryAfter(answer.body())), told));
            default ->
                Mono.just(
                        answer.status() >= 400 && answer.status() < 500 ? Outcome.refused(told) : Outcome.again(told));
        };
    }

    /** Telegram does not know the token, which says nothing of this recipient: everybody's messages wait for a better one. */
    private Outcome unknownBot(String told) {
        if (!isSilent()) {
            LOG.error(
                    "{} to the bot: TELEGRAM_BOT_TOKEN is wrong. Messages wait, the next try is in {}",
                    told,
                    UNKNOWN_PAUSE);
        }
        return silentFor(UNKNOWN_PAUSE, told);
    }

    /** It is about the bot and not about this recipient: it writes to nobody before it has passed, and no attempt is lost. */
    private Outcome silentFor(Duration pause, String told) {
        silence = new Silence(clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE), told);
        return silence.outcome();
    }

    private boolean isSilent() {
        return clock.instant().isBefore(silence.until());
    }

    private long retryAfter(String body) {
        try {
            return Math.max(
                    1,
                    json.readTree(body).path("parameters").path("retry_after").asLong(1));
        } catch (JacksonException notJson) {
            return 1;
        }
    }

    private static Mono<Answer> read(ClientResponse response) {
        return response.bodyToMono(String.class)
                .defaultIfEmpty("")
                .map(body -> new Answer(response.statusCode().value(), body));
    }

    private static String text(Letter letter) {
        var text = letter.title().isEmpty() ? letter.text() : letter.title() + "\n\n" + letter.text();
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }

    private record Answer(int status, String body) {}

    /** Until when the bot writes to nobody, and why. */
    private record Silence(Instant until, String why) {

        Outcome outcome() {
            return Outcome.held(until, why);
        }
    }
}
