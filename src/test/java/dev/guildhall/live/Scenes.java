package dev.guildhall.live;

import static dev.guildhall.testing.Person.anAppointment;
import static dev.guildhall.testing.Person.file;

import dev.guildhall.flag.Switch;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Authenticator;
import dev.guildhall.testing.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Every command of the API, in a situation in which it does something. */
final class Scenes {

    private static final String SESSIONS = "is about a session, which is on nobody's screen";
    private static final String SIGN_IN = "is about how one signs in, which is on nobody's screen";
    private static final String RULES = "is about a rule, and lists of admins are not live";
    private static final String PASSWORD = "a long walk by the sea";
    private static final String RISK = "/risk/override/";
    private static final String SCORE = "/score/override/";
    private static final String FLAGS = "/admin/feature-flags/";
    private static final String RULE_LIST = "/admin/rules/";
    private static final String WEBHOOK_LIST = "/admin/webhooks/";
    private static final String WEBHOOKS = "is about another system, and lists of admins are not live";

    /** Commands that cannot be tried here, and why that is no loss. */
    private static final Map<String, String> UNTRIED = Map.of(
            "POST /auth/bootstrap-admin",
            "works only as long as there is nobody who could look",
            "POST /admin/webhooks/deliveries/{id}/replay",
            "needs another system, and " + WEBHOOKS);

    private Scenes() {}

    /** The routes that are tried, or known not to be. */
    static Set<String> routes() {
        return Stream.concat(all().map(Scene::route), UNTRIED.keySet().stream()).collect(Collectors.toSet());
    }

    static Stream<Scene> all() {
        return Stream.of(orders(), chats(), people(), platform(), sessions()).flatMap(List::stream);
    }

    private static List<Scene> orders() {
        return List.of(
                scene(
                        "POST /appointments",
                        Cast::order,
                        (cast, id) -> cast.client.post("/appointments/", anAppointment())),
                scene("POST /appointments/{id}/take", Cast::order, (cast, id) -> cast.master.act(id, "take", null)),
                scene(
                        "POST /appointments/{id}/decline",
                        Cast::taken,
                        (cast, id) -> cast.master.act(id, "decline", null)),
                scene(
                        "POST /appointments/{id}/set-price",
                        Cast::taken,
                        (cast, id) -> cast.master.act(id, "set-price", Map.of("total_price", 2500))),
                scene(
                        "POST /appointments/{id}/upload-payment-proof",
                        Cast::priced,
                        (cast, id) -> cast.client.act(id, "upload-payment-proof", file("payment_proof", "proof.png"))),
                scene(
                        "POST /appointments/{id}/mark-paid",
                        Cast::proven,
                        (cast, id) -> cast.client.act(id, "mark-paid", Map.of("payment_method", "crypto"))),
                scene(
                        "POST /appointments/{id}/confirm-payment",
                        Cast::paid,
                        (cast, id) -> cast.master.act(id, "confirm-payment", null)),
                scene(
                        "POST /appointments/{id}/start",
                        Cast::confirmed,
                        (cast, id) -> cast.master.act(id, "start", null)),
                scene(
                        "POST /appointments/{id}/complete",
                        Cast::started,
                        (cast, id) -> cast.master.act(id, "complete", null)),
                scene(
                        "POST /appointments/{id}/review-master",
                        Cast::completed,
                        (cast, id) -> cast.client.act(id, "review-master", Map.of("rating", 2, "comment", "Late"))),
                scene(
                        "POST /appointments/{id}/review-client",
                        Cast::completed,
                        (cast, id) -> cast.master.act(id, "review-client", Map.of("rating", 1, "comment", "Rude"))),
                scene(
                        "POST /admin/appointments/{id}/confirm-payment",
                        Cast::paid,
                        (cast, id) -> cast.onOrder(id, "confirm-payment", null)),
                scene(
                        "POST /admin/appointments/{id}/set-status",
                        Cast::taken,
                        (cast, id) -> cast.onOrder(id, "set-status", Map.of("status", "IN_PROGRESS"))),
                scene(
                                "POST /admin/appointments/{id}/set-status",
                                Cast::completed,
                                (cast, id) -> cast.onOrder(id, "set-status", Map.of("status", "NEW")))
                        .about("offered again"),
                scene(
                        "POST /admin/appointments/{id}/assign",
                        Cast::taken,
                        (cast, id) -> cast.onOrder(id, "assign", Map.of("master", cast.bystander.id()))));
    }

    private static List<Scene> chats() {
        return List.of(
                scene(
                                "POST /appointments/{id}/messages",
                                Cast::order,
                                (cast, id) -> cast.bystander.act(id, "messages", Map.of("text", "Which model?")))
                        .about("a question"),
                scene(
                        "POST /appointments/{id}/messages",
                        Cast::taken,
                        (cast, id) -> cast.client.act(id, "messages", file("file", "lock.png"))),
                scene(
                                "POST /appointments/{id}/messages",
                                Cast::taken,
                                (cast, id) -> cast.admin.act(id, "messages", Map.of("text", "Please be kind")))
                        .about("by an admin"),
                scene(
                        "POST /appointments/{id}/read",
                        Cast::discussed,
                        (cast, id) -> cast.master.act(id, "read", Map.of("last_read_message_id", Long.MAX_VALUE))),
                scene(
                                "POST /appointments/{id}/read",
                                Cast::discussed,
                                (cast, id) ->
                                        cast.admin.act(id, "read", Map.of("last_read_message_id", Long.MAX_VALUE)))
                        .about("by an admin"),
                scene("POST /appointments/{id}/typing", Cast::taken, (cast, id) -> cast.client.act(id, "typing", null))
                        .changesNothing("is forgotten at once"),
                scene(
                        "DELETE /messages/{id}",
                        Cast::message,
                        (cast, id) -> cast.client.delete("/messages/" + id + "/")),
                scene("DELETE /messages/{id}", Cast::message, (cast, id) -> cast.admin.delete("/messages/" + id + "/"))
                        .about("by an admin"),
                scene(
                                "DELETE /messages/{id}",
                                Cast::question,
                                (cast, id) -> cast.bystander.delete("/messages/" + id + "/"))
                        .about("a question"),
                scene(
                        "POST /notifications/mark-read",
                        Cast::notified,
                        (cast, id) -> cast.client.post("/notifications/mark-read/", Map.of("mark_all", true))),
                scene(
                                "POST /notifications/mark-read",
                                Cast::notified,
                                (cast, id) -> cast.client.post(
                                        "/notifications/mark-read/", Map.of("notification_ids", List.of(id))))
                        .about("one"));
    }

    private static List<Scene> people() {
        return List.of(
                scene(
                        "POST /admin/users/{id}/ban",
                        Cast::clientOfMaster,
                        (cast, id) -> cast.onUser(id, "ban", Map.of("reason", "spam"))),
                scene("POST /admin/users/{id}/unban", Cast::bannedClient, (cast, id) -> cast.onUser(id, "unban", null)),
                scene(
                        "POST /admin/users/{id}/role",
                        Cast::bystanderId,
                        (cast, id) -> cast.onUser(id, "role", Map.of("role", "client"))),
                scene(
                                "POST /admin/users/{id}/role",
                                Cast::masterOfOrder,
                                (cast, id) -> cast.onUser(id, "role", Map.of("role", "client")))
                        .about("of a master at work"),
                scene(
                                "POST /admin/users/{id}/role",
                                Cast::bystanderId,
                                (cast, id) ->
                                        cast.onUser(id, "role", Map.of("role", "master", "is_master_active", false)))
                        .about("activation"),
                scene(
                        "POST /admin/users/{id}/admin-role",
                        Cast::adminId,
                        (cast, id) -> cast.onUser(id, "admin-role", Map.of("admin_role", "finance"))),
                scene("POST /admin/users/{id}/risk/override", Cast::clientOfMaster, (cast, id) -> cast.chief()
                        .post("/admin/users/" + id + RISK, override())),
                scene("DELETE /admin/users/{id}/risk/override", Cast::clientSetByHand, (cast, id) -> cast.chief()
                        .delete("/admin/users/" + id + RISK)),
                scene("POST /admin/masters/{id}/score/override", Cast::masterOfOrder, (cast, id) -> cast.chief()
                        .post("/admin/masters/" + id + SCORE, override())),
                scene("DELETE /admin/masters/{id}/score/override", Cast::masterSetByHand, (cast, id) -> cast.chief()
                        .delete("/admin/masters/" + id + SCORE)),
                scene("POST /admin/masters/{id}/suspend", Cast::bystanderId, (cast, id) -> cast.chief()
                        .post("/admin/masters/" + id + "/suspend/")),
                scene("POST /admin/masters/{id}/activate", Cast::suspended, (cast, id) -> cast.chief()
                        .post("/admin/masters/" + id + "/activate/")));
    }

    private static List<Scene> platform() {
        return List.of(
                scene("PATCH /admin/system/settings", Cast::order, (cast, id) -> cast.chief()
                        .patch("/admin/system/settings/", Map.of("instructions", "by noon " + UUID.randomUUID()))),
                scene("PUT /admin/system/settings", Cast::order, (cast, id) -> cast.chief()
                        .put("/admin/system/settings/", Map.of("instructions", "by dusk " + UUID.randomUUID()))),
                scene("POST /admin/system/run-action", Cast::order, (cast, id) -> cast.chief()
                                .post("/admin/system/run-action/", Map.of("action", "clearsessions")))
                        .changesNothing("is about what has expired"),
                scene("POST /admin/feature-flags", Cast::order, (cast, id) -> cast.chief()
                        .post(FLAGS, flag())),
                scene("PUT /admin/feature-flags/{id}", Cast::flag, (cast, id) -> cast.chief()
                        .put(FLAGS + id + "/", flag())),
                scene("PATCH /admin/feature-flags/{id}", Cast::flag, (cast, id) -> cast.chief()
                        .patch(FLAGS + id + "/", Map.of("is_enabled", true))),
                scene("PATCH /admin/feature-flags/{id}", Cast::flag, (cast, id) -> cast.chief()
                                .patch(FLAGS + id + "/", Map.of("users", List.of(cast.client.id()))))
                        .about("users"),
                scene("DELETE /admin/feature-flags/{id}", Cast::flag, (cast, id) -> cast.chief()
                        .delete(FLAGS + id + "/")),
                scene("POST /admin/rules", Cast::order, (cast, id) -> cast.chief()
                                .post(RULE_LIST, rule()))
                        .changesNothing(RULES),
                scene("PUT /admin/rules/{id}", Cast::rule, (cast, id) -> cast.chief()
                                .put(RULE_LIST + id + "/", rule()))
                        .changesNothing(RULES),
                scene("PATCH /admin/rules/{id}", Cast::rule, (cast, id) -> cast.chief()
                                .patch(RULE_LIST + id + "/", Map.of("name", "renamed " + UUID.randomUUID())))
                        .changesNothing(RULES),
                scene("DELETE /admin/rules/{id}", Cast::rule, (cast, id) -> cast.chief()
                                .delete(RULE_LIST + id + "/"))
                        .changesNothing(RULES),
                scene("POST /admin/webhooks", Cast::order, (cast, id) -> cast.chief()
                                .post(WEBHOOK_LIST, webhook()))
                        .changesNothing(WEBHOOKS),
                scene("PATCH /admin/webhooks/{id}", Cast::webhook, (cast, id) -> cast.chief()
                                .patch(WEBHOOK_LIST + id + "/", Map.of("is_enabled", false)))
                        .changesNothing(WEBHOOKS),
                scene("DELETE /admin/webhooks/{id}", Cast::webhook, (cast, id) -> cast.chief()
                                .delete(WEBHOOK_LIST + id + "/"))
                        .changesNothing(WEBHOOKS),
                scene("POST /admin/webhooks/{id}/rotate-secret", Cast::webhook, (cast, id) -> cast.chief()
                                .post(WEBHOOK_LIST + id + "/rotate-secret/"))
                        .changesNothing(WEBHOOKS),
                scene("POST /admin/webhooks/{id}/test", Cast::webhook, (cast, id) -> cast.chief()
                                .post(WEBHOOK_LIST + id + "/test/"))
                        .changesNothing(WEBHOOKS),
                scene("POST /admin/rules/simulate", Cast::order, (cast, id) -> cast.chief()
                                .post(RULE_LIST + "simulate/", Map.of("rule", rule())))
                        .changesNothing("writes nothing at all"));
    }

    private static List<Scene> sessions() {
        return List.of(
                scene(
                                "POST /auth/login",
                                Cast::order,
                                (cast, id) ->
                                        cast.say("login", Map.of("username", Api.ADMIN, "password", Api.PASSWORD)))
                        .changesNothing(SESSIONS),
                scene("POST /auth/telegram", Cast::order, (cast, id) -> cast.signIn("Test"))
                        .changesNothing(SESSIONS),
                scene("POST /auth/telegram", Cast::order, (cast, id) -> cast.signIn("Renamed"))
                        .about("with another name"),
                scene(
                                "POST /auth/refresh",
                                Cast::order,
                                (cast, id) -> cast.say("refresh", Map.of("refresh", cast.refreshToken())))
                        .changesNothing(SESSIONS),
                scene(
                                "POST /auth/logout",
                                Cast::order,
                                (cast, id) -> cast.say("logout", Map.of("refresh", cast.refreshToken())))
                        .changesNothing(SESSIONS),
                scene("POST /auth/register", Cast::openRegistration, (cast, id) -> cast.register())
                        .changesNothing("is about somebody who was not there"),
                scene("POST /me/password", Cast::newcomer, (cast, id) -> cast.changePassword())
                        .changesNothing(SESSIONS),
                scene("POST /me/totp/begin", Cast::order, (cast, id) -> cast.client.post("/me/totp/begin/"))
                        .changesNothing(SIGN_IN),
                scene("POST /me/totp/confirm", Cast::order, (cast, id) -> cast.confirmSecondStep())
                        .changesNothing(SIGN_IN),
                scene("POST /me/totp/disable", Cast::order, (cast, id) -> cast.disableSecondStep())
                        .changesNothing(SIGN_IN),
                scene(
                                "POST /me/sessions/revoke-others",
                                Cast::signedInTwice,
                                (cast, id) -> cast.client.post("/me/sessions/revoke-others/"))
                        .changesNothing(SESSIONS),
                scene(
                                "DELETE /me/sessions/{session}",
                                Cast::signedInTwice,
                                (cast, id) -> cast.client.delete("/me/sessions/" + cast.otherSession() + "/"))
                        .changesNothing(SESSIONS),
                scene(
                                "PATCH /me/notification-preferences",
                                Cast::order,
                                (cast, id) ->
                                        cast.client.patch("/me/notification-preferences/", Map.of("language", "en")))
                        .changesNothing("is seen where it is changed, and nowhere else"),
                scene("POST /stream/tickets", Cast::order, (cast, id) -> cast.client.post("/stream/tickets/"))
                        .changesNothing("is for a stream that is not open yet"));
    }

    private static Map<String, Object> override() {
        var until = Instant.now().plus(Duration.ofDays(1)).toString();
        return Map.of("score", 77, "reason", "By hand", "expires_at", until);
    }

    private static Map<String, Object> flag() {
        return Map.of("name", "flag " + UUID.randomUUID(), "is_enabled", false);
    }

    /** For what never happens; nobody is there. */
    private static Map<String, Object> webhook() {
        return Map.of("url", "http://127.0.0.1:9/hook", "event_types", List.of("test.never"));
    }

    private static Map<String, Object> rule() {
        return Map.of("name", "rule " + UUID.randomUUID(), "trigger_event_type", "test.never", "is_active", false);
    }

    private static Scene scene(String route, ToLongFunction<Cast> prepare, BiFunction<Cast, Long, Answer> command) {
        return new Scene(route, "", prepare, command, "");
    }

    /**
     * One command.
     *
     * @param detail what is special about it, if the route has other scenes
     * @param prepare what comes before; gives the id of what the command is about
     * @param silence why nobody sees anything else afterwards; empty when somebody does
     */
    record Scene(
            String route,
            String detail,
            ToLongFunction<Cast> prepare,
            BiFunction<Cast, Long, Answer> command,
            String silence) {

        Scene about(String special) {
            return new Scene(route, special, prepare, command, silence);
        }

        Scene changesNothing(String why) {
            return new Scene(route, detail, prepare, command, why);
        }

        /** What a request of this route looks like. */
        Pattern request() {
            var parts = route.split(" ", 2);
            return Pattern.compile(parts[0] + " /api/v1" + parts[1].replaceAll("\\{[a-z]+}", "[0-9a-f-]+") + "/");
        }

        @Override
        public String toString() {
            return detail.isEmpty() ? route : route + ", " + detail;
        }
    }

    /**
     * Who is there, and an order of the client that nobody has taken yet.
     *
     * @param admin who looks on; what happens to admins and by admins is mostly done by the chief
     */
    record Cast(Api api, Person client, Person master, Person bystander, Person admin, long order) {

        Person chief() {
            return api.admin();
        }

        long taken() {
            master.takes(order);
            return order;
        }

        long clientSetByHand() {
            var id = clientOfMaster();
            chief().post("/admin/users/" + id + RISK, override()).expect(200);
            return id;
        }

        long masterSetByHand() {
            var id = masterOfOrder();
            chief().post("/admin/masters/" + id + SCORE, override()).expect(200);
            return id;
        }

        long priced() {
            taken();
            master.prices(order, 2500);
            return order;
        }

        long proven() {
            priced();
            client.act(order, "upload-payment-proof", file("payment_proof", "proof.png"))
                    .expect(200);
            return order;
        }

        long paid() {
            priced();
            client.pays(order);
            return order;
        }

        long confirmed() {
            paid();
            master.confirms(order);
            return order;
        }

        long started() {
            confirmed();
            master.starts(order);
            return order;
        }

        long completed() {
            started();
            master.completes(order);
            return order;
        }

        long discussed() {
            taken();
            client.says(order, "one");
            client.says(order, "two");
            return order;
        }

        long message() {
            taken();
            client.says(order, "stays");
            return client.says(order, "goes").path("id").asLong();
        }

        long question() {
            master.says(order, "stays");
            return bystander.says(order, "goes").path("id").asLong();
        }

        /** Two notifications of the client, of which this is one. */
        long notified() {
            var rules = List.of(rule("First"), rule("Second"));
            priced();
            rules.forEach(this::deleteRule);
            return client.get("/notifications/").expect(200).at("/0/id").asLong();
        }

        long clientOfMaster() {
            taken();
            return client.id();
        }

        long bannedClient() {
            onUser(clientOfMaster(), "ban", Map.of("reason", "spam")).expect(200);
            return client.id();
        }

        long bystanderId() {
            return bystander.id();
        }

        long masterOfOrder() {
            taken();
            return master.id();
        }

        long adminId() {
            return admin.id();
        }

        long suspended() {
            chief().post("/admin/masters/" + bystander.id() + "/suspend/").expect(200);
            return bystander.id();
        }

        long flag() {
            return chief().post(FLAGS, Scenes.flag()).expect(201).path("id").asLong();
        }

        long webhook() {
            return chief().post(WEBHOOK_LIST, Scenes.webhook())
                    .expect(201)
                    .path("webhook")
                    .path("id")
                    .asLong();
        }

        long rule() {
            return chief().post(RULE_LIST, Scenes.rule()).expect(201).path("id").asLong();
        }

        private long rule(String title) {
            var rule = new HashMap<>(Scenes.rule());
            rule.put("is_active", true);
            rule.put("trigger_event_type", "appointment.price_set");
            rule.put("condition_json", Map.of("field", "client.id", "op", "==", "value", client.id()));
            rule.put("action_json", Map.of("type", "create_notification", "target", "client", "title", title));
            return chief().post(RULE_LIST, rule).expect(201).path("id").asLong();
        }

        private void deleteRule(long rule) {
            chief().delete(RULE_LIST + rule + "/").expect(204);
        }

        Answer onOrder(long id, String action, @Nullable Object body) {
            return chief().post("/admin/appointments/" + id + "/" + action + "/", body);
        }

        Answer onUser(long id, String action, @Nullable Object body) {
            return chief().post("/admin/users/" + id + "/" + action + "/", body);
        }

        /** The client, once more. */
        Answer signIn(String firstName) {
            return say(
                    "telegram",
                    Api.telegramLogin(client.me().path("telegram_id").asLong(), firstName));
        }

        /** Of one more session of the client. */
        String refreshToken() {
            var cookie = signIn("Test").headers().getFirst(HttpHeaders.SET_COOKIE);
            return String.valueOf(cookie).replaceFirst("^[^=]*=([^;]*).*", "$1");
        }

        long signedInTwice() {
            signIn("Test").expect(200);
            return client.id();
        }

        /** One the client does not speak from. */
        String otherSession() {
            return client.get("/me/sessions/")
                    .expect(200)
                    .valueStream()
                    .filter(session -> !session.path("current").asBoolean())
                    .findFirst()
                    .orElseThrow()
                    .path("id")
                    .asString();
        }

        void letsPeopleRegister(boolean open) {
            chief().setsFlag(Switch.SELF_REGISTRATION, Map.of("is_enabled", open));
        }

        long openRegistration() {
            letsPeopleRegister(true);
            return order;
        }

        /** Somebody with a password. */
        long newcomer() {
            letsPeopleRegister(true);
            var made = register();
            letsPeopleRegister(false);
            return made.expect(201).at("/user/id").asLong();
        }

        Answer register() {
            return say("register", newcomersCredentials());
        }

        Answer changePassword() {
            var signedIn = say("login", newcomersCredentials()).expect(200);
            var newcomer = new Person(
                    api,
                    signedIn.at("/user/id").asLong(),
                    signedIn.at("/user/username").asString(),
                    signedIn.path("access").asString());
            return newcomer.post(
                    "/me/password/", Map.of("current_password", PASSWORD, "new_password", PASSWORD + " again"));
        }

        Answer confirmSecondStep() {
            var secret =
                    client.post("/me/totp/begin/").expect(200).path("secret").asString();
            return client.post("/me/totp/confirm/", Map.of("code", new Authenticator(secret).code(0)));
        }

        Answer disableSecondStep() {
            var code = confirmSecondStep().expect(200).at("/recovery_codes/0").asString();
            return client.post("/me/totp/disable/", Map.of("code", code));
        }

        private Map<String, String> newcomersCredentials() {
            return Map.of("username", "newcomer" + order, "password", PASSWORD);
        }

        Answer say(String route, Map<String, ?> body) {
            return api.send(HttpMethod.POST, "/api/v1/auth/" + route + "/", null, body);
        }
    }
}
