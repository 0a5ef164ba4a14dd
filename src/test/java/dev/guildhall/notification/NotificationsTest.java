package dev.guildhall.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.rules.RuleDraft;
import dev.guildhall.rules.RuleService;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.SomethingHappened;
import dev.guildhall.testing.StatementCounter;
import dev.guildhall.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

@GuildhallTest
class NotificationsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private Api api;

    @Autowired
    private Notifications notifications;

    @Autowired
    private RuleService rules;

    @Autowired
    private UnitOfWork units;

    @Autowired
    private EventSink events;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private StatementCounter counter;

    @Autowired
    private TestClock clock;

    private final SomethingHappened event = SomethingHappened.once();

    @Test
    void listsOnesOwnNewestFirst() {
        var ann = account("client");
        var bob = account("client");
        tells(ann, "first");
        tells(bob, "other");
        tells(ann, "second");
        assertThat(inbox(ann)).extracting(Notification::title).containsExactly("second", "first");
    }

    @Test
    void marksAsReadOnceAndOnlyOnesOwn() {
        var ann = account("client");
        var bob = account("client");
        tells(ann, "one");
        tells(ann, "two");
        tells(bob, "other");
        var read = inbox(ann).get(0);
        var ids = List.of(read.id(), read.id(), inbox(bob).get(0).id(), Long.MAX_VALUE);
        assertThat(Await.value(notifications.markRead(ann, ids))).isEqualTo(1);
        var readAt = inbox(ann).get(0).readAt();
        assertThat(readAt).isNotNull();
        try (var later = clock.ahead(Duration.ofHours(1))) {
            assertThat(Await.value(notifications.markRead(ann, ids))).isZero();
            assertThat(Await.value(notifications.markAllRead(ann))).isEqualTo(1);
        }
        assertThat(inbox(ann).get(0).readAt()).isEqualTo(readAt);
        assertThat(Await.value(notifications.countUnread(ann))).isZero();
        assertThat(Await.value(notifications.countUnread(bob))).isEqualTo(1);
    }

    @Test
    void listsTheReadOrTheUnreadOnly() {
        var ann = account("client");
        tells(ann, "read");
        Await.value(notifications.markAllRead(ann));
        tells(ann, "unread");
        assertThat(Await.value(notifications.list(ann, Optional.of(true))))
                .extracting(Notification::title)
                .containsExactly("read");
        assertThat(Await.value(notifications.list(ann, Optional.of(false))))
                .extracting(Notification::title)
                .containsExactly("unread");
    }

    @Test
    void takesOneStatementToListCountMarkAndSend() {
        var ann = account("client");
        account("admin");
        assertThat(counter.during(() -> inbox(ann))).hasSize(1);
        assertThat(counter.during(() -> Await.value(notifications.countUnread(ann))))
                .hasSize(1);
        assertThat(counter.during(() -> Await.value(notifications.markAllRead(ann))))
                .hasSize(1);
        var notice = new Notice("system", "to all admins", "", JSON.createObjectNode(), Optional.empty());
        assertThat(counter.during(() -> Await.done(units.run(notifications.send(notice, Recipients.ADMINS)))))
                .filteredOn(statement -> statement.contains("INSERT INTO notification"))
                .hasSize(1);
    }

    @Test
    void tellsEverybodyOfARoleAndNobodyElse() {
        var admins = List.of(account("admin"), account("admin"));
        var master = account("master");
        rule("{\"type\": \"request_admin_attention\", \"title\": \"Help\"}");
        rule("{\"type\": \"create_notification\", \"target\": \"admins\", \"title\": \"Look\"}");
        rule("{\"type\": \"create_notification\", \"target\": \"role\", \"role\": \"master\", \"title\": \"Masters\"}");
        happens();
        assertThat(admins)
                .allSatisfy(admin ->
                        assertThat(inbox(admin)).extracting(Notification::title).containsExactly("Look", "Help"));
        assertThat(inbox(master)).extracting(Notification::title).containsExactly("Masters");
    }

    @Test
    void carriesTheRuleTheEventAndTheWordsOfTheAction() {
        var ann = account("client");
        var rule = rule("""
                {"type": "create_notification", "target": "user", "user_id": %d, "notification_type": "payment",
                 "title": "Привет", "message": "here", "payload": {"event_id": "mine", "deep": [1, 2.50]}}""".formatted(ann));
        happens();
        var received = inbox(ann).get(0);
        assertThat(received.type()).isEqualTo("payment");
        assertThat(received.title()).isEqualTo("Привет");
        assertThat(received.message()).isEqualTo("here");
        assertThat(JSON.readTree(received.payload()))
                .isEqualTo(
                        JSON.readTree("{\"rule_id\": %d, \"event_id\": \"mine\", \"deep\": [1, 2.5]}".formatted(rule)));
        assertThat(received.readAt()).isNull();
    }

    @Test
    void namesTheOrderTheEventIsAbout() {
        var client = api.client();
        var order = client.files();
        var rule = Map.of(
                "name",
                "rule " + UUID.randomUUID(),
                "trigger_event_type",
                "appointment.master_taken",
                "condition_json",
                Map.of("field", "appointment.id", "op", "==", "value", order),
                "action_json",
                Map.of("type", "create_notification", "target", "client"));
        api.admin().post("/admin/rules/", rule).expect(201);

        api.master().takes(order);

        var received = client.get("/notifications/").expect(200).get(0);
        assertThat(received.path("appointment").asLong()).isEqualTo(order);
        var ann = account("client");
        tells(ann, "about nothing");
        assertThat(inbox(ann).get(0).appointment()).isNull();
    }

    @Test
    void namesRuleAndEventWhenTheActionHasNoWords() {
        var ann = account("client");
        rule("{\"type\": \"create_notification\", \"target\": \"user\", \"user_id\": %d}".formatted(ann));
        happens();
        assertThat(inbox(ann)).singleElement().satisfies(received -> {
            assertThat(received.title()).startsWith("Сработало правило «rule ");
            assertThat(received.message()).isEqualTo("Событие: " + event.type());
            assertThat(received.type()).isEqualTo("system");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"target\": \"master\"",
                "\"target\": \"actor\"",
                "\"target\": \"user\", \"user_id\": 999999999999",
                "\"target\": \"user\", \"user_id\": \"abc\"",
                "\"target\": \"user\", \"user_id\": 99999999999999999999",
                "\"target\": \"role\", \"role\": \"wizard\"",
                "\"target\": \"actor\", \"notification_type\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\""
            })
    void harmsNobodyWhenThereIsNobodyToTell(String action) {
        rule("{\"type\": \"create_notification\", %s}".formatted(action));
        happens();
        assertThat(Await.value(database.sql("SELECT count(*) FROM notification WHERE message = :message")
                        .bind("message", "Событие: " + event.type())
                        .mapValue(Long.class)
                        .one()))
                .isZero();
    }

    private List<Notification> inbox(long accountId) {
        return Await.value(notifications.list(accountId, Optional.empty()));
    }

    private void tells(long accountId, String title) {
        var notice = new Notice("system", title, "", JSON.createObjectNode(), Optional.empty());
        Await.done(units.run(notifications.send(notice, new Recipients(accountId, null))));
    }

    private void happens() {
        Await.done(units.run(events.emit(event)));
    }

    private long rule(String action) {
        var draft = new RuleDraft(
                "rule " + UUID.randomUUID(), true, event.type(), JSON.createObjectNode(), JSON.readTree(action));
        return Await.value(rules.create(draft)).id();
    }

    private long account(String role) {
        return Await.value(database.sql("INSERT INTO account (username, role) VALUES (:name, :role) RETURNING id")
                .bind("name", UUID.randomUUID().toString())
                .bind("role", role)
                .mapValue(Long.class)
                .one());
    }
}
