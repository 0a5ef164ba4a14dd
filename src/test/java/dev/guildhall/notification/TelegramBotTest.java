package dev.guildhall.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.event.EventSink;
import dev.guildhall.event.RecordedEvent;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.rules.RuleMatch;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.SomethingHappened;
import java.time.Clock;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** The bot, with a server in place of Telegram. */
@GuildhallTest
class TelegramBotTest {

    private static final AtomicLong CHATS = new AtomicLong(System.nanoTime());

    @Autowired
    private TelegramRepository outbox;

    @Autowired
    private UnitOfWork units;

    @Autowired
    private EventSink events;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Clock clock;

    private final long chat = CHATS.incrementAndGet();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @Test
    void manyNodesSendAMessageOnce() {
        leave();
        var telegram = answering(200);
        try {
            Await.all(Flux.range(0, 6).flatMap(node -> bot(telegram).round()));
            Await.done(bot(telegram).round());
        } finally {
            telegram.disposeNow();
        }
        assertThat(received).containsOnlyOnce("/botsecret/sendMessage " + chat);
        assertThat(state()).isEqualTo("delivered -");
    }

    @Test
    void aMessageThatTelegramRefusesIsGivenUp() {
        leave();
        var telegram = answering(403);
        try {
            Await.done(bot(telegram).round());
        } finally {
            telegram.disposeNow();
        }
        assertThat(state()).isEqualTo("given up Telegram answered 403");
    }

    @Test
    void aMessageWaitsWhileTelegramIsAway() {
        leave();
        var telegram = answering(503);
        try {
            Await.done(bot(telegram).round());
        } finally {
            telegram.disposeNow();
        }
        assertThat(state()).isEqualTo("waiting Telegram answered 503");
    }

    private TelegramBot bot(DisposableServer telegram) {
        return new TelegramBot(outbox, new TelegramBotSettings("secret", "http://127.0.0.1:" + telegram.port()), clock);
    }

    private DisposableServer answering(int status) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .flatMap(body -> {
                            received.add(request.uri() + " "
                                    + JsonMapper.shared()
                                            .readTree(body)
                                            .path("chat_id")
                                            .asLong());
                            return response.status(status)
                                    .sendString(Mono.just("{}"))
                                    .then();
                        }))
                .bindNow();
    }

    /** A message that is due, and none of other tests. */
    private void leave() {
        Await.done(database.sql("UPDATE telegram_outbox SET next_try_at = NULL").then());
        var account = Await.value(database.sql("INSERT INTO account (username, role, telegram_id)"
                        + " VALUES (:name, 'client', :chat) RETURNING id")
                .bind("name", "telegram " + chat)
                .bind("chat", chat)
                .mapValue(Long.class)
                .one());
        var happening = SomethingHappened.once();
        Await.done(units.run(events.emit(happening)));
        var id = Await.value(database.sql("SELECT id FROM platform_event WHERE event_type = :type")
                .bind("type", happening.type())
                .mapValue(Long.class)
                .one());
        var stored = new RecordedEvent(
                id, Instant.EPOCH, 1, happening, JsonMapper.shared().createObjectNode());
        Await.done(outbox.leave(
                "Hello",
                new Recipients(account, null),
                new RuleMatch(1, 1, "rule", stored, 0, 0),
                clock.instant().minusSeconds(1)));
    }

    private String state() {
        return Await.value(
                database.sql("""
                        SELECT CASE WHEN delivered_at IS NOT NULL THEN 'delivered' WHEN next_try_at IS NULL THEN 'given up'
                               ELSE 'waiting' END || ' ' || coalesce(failure, '-')
                          FROM telegram_outbox WHERE chat_id = :chat""").bind("chat", chat).mapValue(String.class).one());
    }
}
