package dev.guildhall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.guildhall.cli.Sql;
import dev.guildhall.database.GuildhallProcess;
import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import dev.guildhall.testing.TestS3;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** A server to which nobody it needs listens any more says so in its log, however much of ours is logged, but not by which secret it has tried. */
class SecretSettingsInLogsTest {

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Home home = new Home(TestEnvironment.newHome());
    private final String database = TestDatabase.newUrl();
    private final Sql sql = new Sql(database);
    private final String user = "shop_" + UUID.randomUUID().toString().replace("-", "");
    private final String databasePassword = aSecret();
    private final String redisPassword = aSecret();
    private final String mailPassword = aSecret();
    private final String bucketSecret = aSecret();
    private final String metricsToken = aSecret();

    @BeforeEach
    void othersAreThere() {
        mail.setUser("post", "the right one");
        mail.start();
        sql.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(user, databasePassword));
        sql.execute("ALTER DATABASE %s OWNER TO %s".formatted(name(), user));
    }

    @AfterEach
    void othersGo() {
        mail.stop();
    }

    @Test
    void holdNoneHoweverTheyFail() throws IOException, InterruptedException {
        try (var server = GuildhallProcess.start(home, settings())) {
            var api = Api.at(server.address());
            var client = api.client();
            client.patch("/me/notification-preferences/", Map.of("email", "ann@example.org"))
                    .expect(200);
            api.admin()
                    .post(
                            "/admin/rules/",
                            Map.of(
                                    "name",
                                    "Told",
                                    "trigger_event_type",
                                    "appointment.created",
                                    "action_json",
                                    Map.of("type", "create_notification", "target", "client", "title", "Filed")))
                    .expect(201);
            var order = client.files();
            var master = api.master();
            master.takes(order);
            master.prices(order, 100);
            client.act(order, "upload-payment-proof", Person.file("payment_proof", "proof.png"))
                    .expect(503);
            assertThat(client.sees(order).path("payment_proof_url").isNull()).isTrue();
            var plain = Map.of(HttpHeaders.ACCEPT, MediaType.TEXT_PLAIN_VALUE);
            api.send(HttpMethod.GET, "/actuator/prometheus", metricsToken, null, plain)
                    .expect(200);
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(sql.texts(
                            "SELECT DISTINCT channel FROM delivery WHERE attempts > 0 AND failure IS NOT NULL"))
                    .containsExactlyInAnyOrder("telegram", "email"));

            sql.execute("ALTER ROLE %s NOLOGIN".formatted(user));
            sql.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'".formatted(user));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> client.get("/appointments/my/").status() == 503);
        }
        assertThatThrownBy(() -> GuildhallProcess.start(home, settings())).hasMessageContaining("did not start");

        var log = Files.readAllLines(home.path().resolve("guildhall.log"));
        assertThat(log)
                .anyMatch(line -> line.contains("the database is away"))
                .anyMatch(line -> line.contains("DATABASE_URL must have a user and a password"));
        var secrets = List.of(
                databasePassword,
                redisPassword,
                mailPassword,
                bucketSecret,
                metricsToken,
                TestEnvironment.TELEGRAM_BOT_TOKEN);
        assertThat(log).allSatisfy(line -> assertThat(secrets).noneMatch(line::contains));
    }

    /** All is well with the address of the database, to begin with; the others refuse what they are shown, or are not there. */
    private Map<String, String> settings() {
        var settings = new HashMap<>(TestS3.settings());
        settings.put("DATABASE_URL", database.replaceFirst("//[^@]+@", "//" + user + ":" + databasePassword + "@"));
        settings.put("S3_SECRET_KEY", bucketSecret);
        settings.put("METRICS_TOKEN", metricsToken);
        settings.put("TELEGRAM_API_URL", "http://127.0.0.1:1");
        settings.put(
                "SMTP_URL",
                "smtp://post:" + mailPassword + "@127.0.0.1:" + mail.getSmtp().getPort());
        settings.put("MAIL_FROM", "Guildhall <noreply@example.org>");
        settings.put("LIVE_BUS", "redis");
        settings.put("REDIS_URL", "redis://:" + redisPassword + "@127.0.0.1:1");
        settings.put("LOGGING_LEVEL_DEV_GUILDHALL", "TRACE");
        return settings;
    }

    private String name() {
        return database.replaceFirst(".*/([^/?]+)\\?.*", "$1");
    }

    private static String aSecret() {
        return "hush-" + UUID.randomUUID();
    }
}
