package dev.guildhall.database;

import dev.guildhall.shared.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Starts the embedded server of a Guildhall as soon as its settings are known, beside the making of everything else, which takes longer;
 * who needs the server waits for it. A second Guildhall may not use the same folder, while an operator's command may.
 */
class EmbeddedDatabaseStart implements ApplicationListener<ApplicationPreparedEvent> {

    private static final String BEAN = "embeddedDatabase";

    /** Longer than unpacking, making and recovering a database takes anywhere. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        var context = (GenericApplicationContext) event.getApplicationContext();
        var environment = context.getEnvironment();
        if (EmbeddedDatabase.isWanted(environment) && !environment.acceptsProfiles(Profiles.of("cli"))) {
            var start = new FutureTask<>(() -> EmbeddedDatabase.start(home(environment)));
            // Not when the context is closed: it is closed only once it is refreshed, and a start that waits when
            // Spring is told to stop is interrupted, after which closing waits for nothing.
            SpringApplication.getShutdownHandlers().add(() -> stop(start));
            new Thread(start, BEAN).start();
            context.registerBean(BEAN, EmbeddedDatabase.class, () -> started(start), bean -> bean.setLazyInit(true));
        }
    }

    private static Home home(Environment environment) {
        return Binder.get(environment).bind("guildhall.home", Home.class).get();
    }

    /** Whatever else has become of the start; what kept this server from starting was said where it was needed. */
    private static void stop(Future<EmbeddedDatabase> start) {
        EmbeddedDatabase database;
        try {
            database = started(start);
        } catch (CompletionException failed) {
            return;
        }
        try {
            database.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Waits with a limit, beyond that of the start itself: a thread that waits without one passes for stuck when Guildhall is told to stop
     * meanwhile, and its context would not be closed.
     */
    private static EmbeddedDatabase started(Future<EmbeddedDatabase> start) {
        try {
            return start.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new CompletionException(failure.getCause());
        } catch (TimeoutException tooLate) {
            throw new IllegalStateException("The embedded PostgreSQL has not started for " + LIMIT, tooLate);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
