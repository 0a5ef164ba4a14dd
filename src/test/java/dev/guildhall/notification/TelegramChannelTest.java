package dev.guildhall.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.database.Transactions;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestClock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bot, with a server in place of Telegram. */
@GuildhallTest
@ExtendWith(OutputCaptureExtension.class)
class TelegramChannelTest {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    @Autowired
    private Api api;

    @Autowired
    private Postman postman;

    @Autowired
    private Transactions transactions;

    @Autowired
    private TestClock clock;

    @Autowired
    private ListableBeanFactory beans;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private volatile String agent = "";
    private volatile int status = 200;
    private volatile String answer = "{}";
    private DisposableServer telegram;
    private TelegramChannel bot;
    private OutsideFixture outside;
    private Person ann;

    @BeforeEach
    void telegramIsThere() {
        telegram = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .flatMap(body -> {
                            agent = request.requestHeaders().get("User-Agent");
                            received.add(request.uri() + " "
                                    + JsonMapper.shared()
                                            .readTree(body)
                                            .path("text")
                                            .asString());
                            return response.status(status)
                                    .sendString(Mono.just(answer))
                                    .then();
                        }))
                .bindNow();
        var settings = new TelegramBotSettings("secret", "http://127.0.0.1:" + telegram.port());
        bot = new TelegramChannel(postman, settings, JsonMapper.shared(), clock);
        outside = new OutsideFixture(beans, Medium.TELEGRAM);
        ann = api.client();
    }

    @AfterEach
    void telegramGoes() {
        telegram.disposeNow();
    }

    @Test
    void tellsANotificationToWhoeverHasLinkedTelegram() {
        tells("system", "Hello");
        outside.sends(bot);

        assertThat(received).containsExactly("/botsecret/sendMessage Hello\n\nThe text");
        assertThat(agent).isEqualTo("Guildhall-Telegram/1");
        assertThat(states()).containsExactly("sent 1 -");
    }

    @Test
    void nothingIsToldOfWhatIsRolledBack() {
        assertThatThrownBy(() -> Await.done(transactions.run(outside.tells(ann.id(), "system", "Hello")
                        .then(Mono.error(new IllegalStateException("undone"))))))
                .hasMessage("undone");
        outside.sends(bot);

        assertThat(received).isEmpty();
    }

    @Test
    void leavesAloneWhoeverHasSwitchedItOff() {
        changes(Map.of("channels", Map.of("telegram", Map.of("enabled", false))));
        tells("system", "Hello");
        changes(Map.of(
                "channels", Map.of("telegram", Map.of("enabled", true)),
                "types", Map.of("payment", Map.of("telegram", false))));
        tells("payment", "Paid");
        assertThat(states()).isEmpty();

        tells("own-word-of-a-rule", "Wanted when it was written");
        changes(Map.of("types", Map.of("other", Map.of("telegram", false))));
        outside.sends(bot);
        assertThat(states()).containsExactly("dropped 1 switched off");
        assertThat(received).isEmpty();
    }

    @Test
    void waitsForTheEndOfQuietHoursUnlessItIsUrgent() {
        var now = clock.instant().atZone(ZoneOffset.UTC);
        changes(Map.of(
                "quiet_hours",
                Map.of(
                        "from", TIME.format(now.minusHours(1)),
                        "to", TIME.format(now.plusHours(1)),
                        "time_zone", "Etc/UTC")));
        tells("system", "Later");
        tells("security", "Now");
        outside.sends(bot);
        assertThat(received).containsExactly("/botsecret/sendMessage Now\n\nThe text");
        assertThat(states()).containsExactly("waiting 1 quiet hours", "sent 1 -");
        try (var early = clock.ahead(Duration.ofMinutes(58))) {
            outside.sends(bot);
        }
        assertThat(received).hasSize(1);
        try (var morning = clock.ahead(Duration.ofMinutes(61))) {
            outside.sends(bot);
        }

        assertThat(received).contains("/botsecret/sendMessage Later\n\nThe text");
    }

    @Test
    void keepsSilentAsLongAsTelegramAsks() {
        status = 429;
        answer = "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":600}}";
        tells("system", "Too many");
        outside.sends(bot);
        status = 200;
        tells("system", "Not now either");
        outside.sends(bot);
        assertThat(received).hasSize(1);
        assertThat(states()).containsExactly("waiting 1 Telegram answered 429", "waiting 1 Telegram answered 429");
        try (var later = clock.ahead(Duration.ofSeconds(601))) {
            outside.sends(bot);
        }

        assertThat(received).hasSize(3);
        assertThat(states()).containsExactly("sent 2 -", "sent 2 -");
    }

    @Test
    void writesNoMoreToWhoeverHasBlockedTheBot() {
        status = 403;
        tells("system", "Hello");
        outside.sends(bot);
        assertThat(states()).containsExactly("failed 1 Telegram answered 403");
        tells("system", "Hello again");
        assertThat(states()).hasSize(1);
        var channel = preferences().path("channels").path("telegram");
        assertThat(channel.path("enabled").asBoolean()).isFalse();
        assertThat(channel.path("blocked_at").isString()).isTrue();

        changes(Map.of("channels", Map.of("telegram", Map.of("enabled", true))));
        assertThat(preferences()
                        .path("channels")
                        .path("telegram")
                        .path("blocked_at")
                        .isNull())
                .isTrue();
    }

    @Test
    void aMessageWaitsWhileTelegramIsAway() {
        status = 503;
        tells("system", "Hello");
        outside.sends(bot);

        assertThat(states()).containsExactly("waiting 1 Telegram answered 503");
    }

    @Test
    void whatTelegramDoesNotTakeIsGivenUp() {
        status = 400;
        tells("system", "Hello");
        outside.sends(bot);

        assertThat(states()).containsExactly("failed 1 Telegram answered 400");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void everythingWaitsForABetterTokenWhichTheLogAsksForOnceAndDoesNotTell(int unknown, CapturedOutput output) {
        status = unknown;
        tells("system", "Hello");
        outside.sends(bot);
        tells("system", "Not now either");
        outside.sends(bot);
        assertThat(received).hasSize(1);
        var waiting = "waiting 1 Telegram answered " + unknown;
        assertThat(states()).containsExactly(waiting, waiting);
        assertThat(output).containsOnlyOnce("TELEGRAM_BOT_TOKEN is wrong").doesNotContain("botsecret");
        status = 200;
        try (var later = clock.ahead(Duration.ofSeconds(301))) {
            outside.sends(bot);
        }

        assertThat(states()).containsExactly("sent 2 -", "sent 2 -");
    }

    private void tells(String type, String title) {
        Await.done(outside.tells(ann.id(), type, title));
    }

    private List<String> states() {
        return outside.states(ann.id(), Medium.TELEGRAM);
    }

    private JsonNode preferences() {
        return ann.get("/me/notification-preferences/").expect(200);
    }

    private void changes(Map<String, Object> change) {
        ann.patch("/me/notification-preferences/", change).expect(200);
    }
}
