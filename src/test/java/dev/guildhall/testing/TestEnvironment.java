package dev.guildhall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The settings of the application under test, by the names an operator would use. */
public final class TestEnvironment implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final String SECRET_KEY = "a-secret-key-for-tests-of-more-than-64-characters-0123456789abcdef";
    public static final String TELEGRAM_BOT_TOKEN = "123456:TEST-TOKEN";
    public static final String METRICS_TOKEN = "a-token-for-metrics";
    public static final String TELEGRAM_BOT = "guildhall_test_bot";

    /** Nothing of a test goes out into the world. */
    public static final String NOBODY = "";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "DATABASE_URL=" + TestDatabase.url(),
                        "SECRET_KEY=" + SECRET_KEY,
                        "METRICS_TOKEN=" + METRICS_TOKEN,
                        "TELEGRAM_BOT_TOKEN=" + TELEGRAM_BOT_TOKEN,
                        "TELEGRAM_LOGIN_BOT_USERNAME=@" + TELEGRAM_BOT,
                        "TELEGRAM_API_URL=" + NOBODY,
                        "GUILDHALL_HOME=" + newHome(),
                        // Other tests turn the clock of the application they share; who tests deadlines has one of
                        // their own.
                        "SLA_WATCH=false",
                        "SCORE_REFRESH=false",
                        // Receivers of tests are on this machine.
                        "WEBHOOK_ALLOW_HTTP=true",
                        "WEBHOOK_ALLOW_PRIVATE=true")
                .applyTo(context);
    }

    /** An empty folder for an installation, gone with the next clean build. */
    public static Path newHome() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "home-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
