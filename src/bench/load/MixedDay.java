import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.ByteArrayBodyPart;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.FeederBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;

/**
 * A mixed day of the business, as an open model: so many orders a second are filed and brought to their end, however long the server takes, and in
 * proportion to them people come to look. Settings are environment variables, see {@code run.sh}.
 */
public class MixedDay extends Simulation {
    private static final String BASE = System.getenv("BASE_URL");
    private static final String FOLDER = System.getenv("PEOPLE");
    private static final byte[] BOT_TOKEN = System.getenv("TELEGRAM_BOT_TOKEN").getBytes(StandardCharsets.UTF_8);
    /** Orders a second. */
    private static final double RATE = Double.parseDouble(System.getenv("RATE"));

    private static final Duration LENGTH = Duration.ofSeconds(Long.parseLong(System.getenv("LENGTH")));
    /** Of the length, at its beginning: the time in which they become so many. */
    private static final Duration RAMP = Duration.ofSeconds(Long.parseLong(System.getenv("RAMP")));

    private static final int STREAMS = Integer.parseInt(System.getenv("STREAMS"));
    /** Seconds since 1970 that no other run against the same server comes near to: a login by Telegram is good once. */
    private static final long LOGINS_BEFORE = Long.parseLong(System.getenv("LOGINS_BEFORE"));

    // For each order.
    private static final double CLIENT_VISITS = 3;
    private static final double MASTER_VISITS = 2;
    private static final double ADMIN_VISITS = 0.1;

    private static final byte[] SCREENSHOT = screenshot();
    private static final Map<String, AtomicLong> LOGINS = new ConcurrentHashMap<>();

    private final FeederBuilder<String> clients = csv(FOLDER + "/clients.csv").random();
    private final FeederBuilder<String> masters = csv(FOLDER + "/masters.csv").random();

    /** Signs somebody in and loads what the web app asks for first. */
    private ChainBuilder arrive() {
        return exec(http("sign in by Telegram")
                        .post("/auth/telegram/")
                        .body(StringBody(MixedDay::telegramLogin))
                        .asJson()
                        .check(status().is(200), jsonPath("$.access").saveAs("client")))
                .exitHereIfFailed()
                .exec(get("me", "/me/", "client"))
                .exec(get("flags", "/flags/", "client"))
                .exec(get("unread-count", "/notifications/unread-count/", "client"))
                .exec(http("my")
                        .get("/appointments/my/")
                        .headers(Map.of("Authorization", "Bearer #{client}"))
                        .check(jsonPath("$[0].id").optional().saveAs("seen")));
    }

    private ChainBuilder person(FeederBuilder<String> people, String token) {
        return feed(people).exec(session -> session.set(token, session.getString("token")));
    }

    private final ScenarioBuilder order = scenario("order")
            .exec(person(masters, "master"), person(clients, "client"))
            .exec(arrive())
            .pause(1)
            .exec(post("file", "/appointments/", "client")
                    .body(StringBody("""
                        {"brand": "Samsung", "model": "Galaxy A50", "lock_type": "PIN", "has_pc": true, \
                        "description": "The phone asks for a code since yesterday, and I do not know which one."}\
                        """))
                    .check(jsonPath("$.id").saveAs("order")))
            .exitHereIfFailed()
            .pause(1)
            .exec(get("queue", "/appointments/new/", "master"))
            .exec(get("detail", "/appointments/#{order}/", "master"))
            .exec(step("take"))
            .exitHereIfFailed()
            .pause(1)
            .exec(says("master", "Hello! Which Android is it?"))
            .pause(1)
            .exec(readsChat("client"))
            .exec(says("client", "Android 14, as far as I can see."))
            .pause(1)
            .exec(readsChat("master"))
            .exec(says("master", "Then I can do it. The price comes at once."))
            .exec(step("set-price").body(StringBody("{\"total_price\": 1500}")))
            .pause(1)
            .exec(readsChat("client"))
            .exec(get("notifications", "/notifications/?limit=20", "client"))
            .exec(post("mark notifications read", "/notifications/mark-read/", "client")
                    .body(StringBody("{\"mark_all\": true}")))
            .exec(http("upload a proof")
                    .post("/appointments/#{order}/upload-payment-proof/")
                    .headers(Map.of("Authorization", "Bearer #{client}"))
                    .bodyPart(ByteArrayBodyPart("payment_proof", MixedDay::proof)
                            .fileName("proof.jpg")
                            .contentType("image/jpeg")))
            .exec(post("mark-paid", "/appointments/#{order}/mark-paid/", "client")
                    .body(StringBody("{\"payment_method\": \"bank_transfer\"}")))
            .pause(1)
            .exec(get("detail", "/appointments/#{order}/", "master"))
            .exec(step("confirm-payment"))
            .pause(1)
            .exec(step("start"))
            .exec(says("master", "It is running, about ten minutes."))
            .pause(1)
            .exec(readsChat("client"))
            .exec(says("client", "Great, thank you."))
            .pause(1)
            .exec(step("complete"))
            .pause(1)
            .exec(get("detail", "/appointments/#{order}/", "client"))
            .exec(get("timeline", "/appointments/#{order}/events/", "client"))
            .exec(post("review-master", "/appointments/#{order}/review-master/", "client")
                    .body(StringBody("{\"rating\": 5, \"comment\": \"Quick\"}")))
            .exec(post("review-client", "/appointments/#{order}/review-client/", "master")
                    .body(StringBody("{\"rating\": 5, \"behavior_flags\": [\"well_prepared\"]}")));

    private final ScenarioBuilder clientVisit = scenario("client's visit")
            .exec(person(clients, "client"))
            .exec(arrive())
            .pause(1)
            .exec(get("notifications", "/notifications/?limit=20", "client"))
            .doIf(session -> session.contains("seen"))
            .then(exec(get("detail", "/appointments/#{seen}/", "client"))
                    .exec(get("messages", "/appointments/#{seen}/messages/", "client")));

    private final ScenarioBuilder masterVisit = scenario("master's visit")
            .exec(person(masters, "master"))
            .exec(get("me", "/me/", "master"))
            .exec(get("unread-count", "/notifications/unread-count/", "master"))
            .exec(get("dashboard", "/dashboard/", "master"))
            .pause(1)
            .exec(get("queue", "/appointments/new/", "master"))
            .exec(get("workload", "/appointments/active/", "master"))
            .exec(get("finished", "/appointments/finished/?limit=20", "master"))
            .exec(get("notifications", "/notifications/?limit=20", "master"));

    private final ScenarioBuilder adminVisit = scenario("admin's visit")
            .exec(http("sign in by password")
                    .post("/auth/login/")
                    .body(StringBody("{\"username\": \"bench-admin\", \"password\": \"bench-admin-password\"}"))
                    .asJson()
                    .check(status().is(200), jsonPath("$.access").saveAs("admin")))
            .exitHereIfFailed()
            .exec(get("admin's dashboard", "/dashboard/", "admin"))
            .exec(get("events", "/events/?limit=14", "admin"))
            .pause(1)
            .exec(get("admin's orders", "/admin/appointments/?limit=50", "admin"))
            .exec(get("admin's orders", "/admin/appointments/?limit=50&status=IN_PROGRESS", "admin"))
            .exec(get("people", "/admin/users/all/?limit=50&count=true", "admin"))
            .pause(1)
            .exec(get("metrics", "/admin/metrics/summary/", "admin"))
            .exec(get("funnel", "/admin/metrics/funnel/", "admin"))
            .exec(get("audit", "/admin/audit/?limit=50", "admin"));

    private final ScenarioBuilder reader = scenario("reader")
            .exec(person(masters, "master"))
            .exec(sse("open a stream").get("/stream/?topics=user,queue").header("Authorization", "Bearer #{master}"))
            .pause(LENGTH)
            .exec(sse("close a stream").close());

    {
        HttpProtocolBuilder protocol = http.baseUrl(BASE + "/api/v1")
                .acceptHeader("application/json")
                .disableCaching()
                .shareConnections();
        setUp(
                        reader.injectOpen(rampUsers(STREAMS).during(RAMP)),
                        arrivals(order, RATE),
                        arrivals(clientVisit, RATE * CLIENT_VISITS),
                        arrivals(masterVisit, RATE * MASTER_VISITS),
                        arrivals(adminVisit, RATE * ADMIN_VISITS))
                .protocols(protocol)
                // What has not ended by then is counted by no window.
                .maxDuration(LENGTH.plusSeconds(5));
    }

    private static PopulationBuilder arrivals(ScenarioBuilder scenario, double rate) {
        return scenario.injectOpen(
                rampUsersPerSec(rate / 10).to(rate).during(RAMP).randomized(),
                constantUsersPerSec(rate).during(LENGTH.minus(RAMP)).randomized());
    }

    private static HttpRequestActionBuilder get(String name, String path, String who) {
        return http(name).get(path).header("Authorization", "Bearer #{" + who + "}");
    }

    private static HttpRequestActionBuilder post(String name, String path, String who) {
        return http(name)
                .post(path)
                .header("Authorization", "Bearer #{" + who + "}")
                .header("Idempotency-Key", session -> UUID.randomUUID().toString())
                .asJson();
    }

    private static HttpRequestActionBuilder step(String name) {
        return post(name, "/appointments/#{order}/" + name + "/", "master");
    }

    private static HttpRequestActionBuilder says(String who, String text) {
        return post("say", "/appointments/#{order}/messages/", who).body(StringBody("{\"text\": \"" + text + "\"}"));
    }

    private static ChainBuilder readsChat(String who) {
        return exec(get("messages", "/appointments/#{order}/messages/", who)
                        .check(jsonPath("$[-1:].id").saveAs("last")))
                .exec(post("mark read", "/appointments/#{order}/read/", who)
                        .body(StringBody("{\"last_read_message_id\": #{last}}")));
    }

    /** What Telegram's widget hands over, each time another moment, because the same login is not taken twice. */
    private static String telegramLogin(Session session) {
        String person = session.getString("telegram");
        long moment = LOGINS_BEFORE
                - LOGINS.computeIfAbsent(person, nobody -> new AtomicLong()).incrementAndGet();
        String lines = "auth_date=" + moment + "\nfirst_name=Bench\nid=" + person;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(BOT_TOKEN), "HmacSHA256"));
            String hash = HexFormat.of().formatHex(mac.doFinal(lines.getBytes(StandardCharsets.UTF_8)));
            return "{\"id\": %s, \"first_name\": \"Bench\", \"auth_date\": %d, \"hash\": \"%s\"}"
                    .formatted(person, moment, hash);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The screenshot, and behind its end what makes it another file: a proof that was used before would be reported. */
    private static byte[] proof(Session session) {
        byte[] bytes = Arrays.copyOf(SCREENSHOT, SCREENSHOT.length + 16);
        byte[] tail = new byte[16];
        ThreadLocalRandom.current().nextBytes(tail);
        System.arraycopy(tail, 0, bytes, SCREENSHOT.length, tail.length);
        return bytes;
    }

    /** As large as that of a telephone, with something on it. */
    private static byte[] screenshot() {
        BufferedImage picture = new BufferedImage(1080, 1920, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        var random = new Random(1);
        for (int line = 0; line < 48; line++) {
            pen.setColor(Color.getHSBColor(random.nextFloat(), 0.3f, 0.9f));
            pen.fillRect(0, line * 40, 1080, 40);
            pen.setColor(Color.BLACK);
            // Marks instead of letters, so that no font is needed.
            for (int mark = 0; mark < 90; mark++) {
                pen.fillRect(mark * 12, line * 40 + 8, 2 + random.nextInt(8), 6 + random.nextInt(20));
            }
        }
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpg", bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
