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
            // A context is closed only once it is refreshed. And when Spring is told to stop a start that waits, it
            // interrupts it, after which closing waits for no server either. This stops the server in any case.
            SpringApplication.getShutdownHandlers().add(() -> stopOnTheWayOut(start));
            new Thread(start, BEAN).start();
            context.registerBean(BEAN, EmbeddedDatabase.class, () -> started(start), bean -> bean.setLazyInit(true));
            // As long as nobody has asked for the bean, which then has the same name and takes this one's place.
            context.getDefaultListableBeanFactory().registerDisposableBean(BEAN, () -> stop(start));
        }
    }

    private static Home home(Environment environment) {
        return Binder.get(environment).bind("guildhall.home", Home.class).get();
    }

    private static void stopOnTheWayOut(Future<EmbeddedDatabase> start) {
        try {
            stop(start);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** When something else has kept the server from starting; what kept this one was said where it was needed. */
    private static void stop(Future<EmbeddedDatabase> start) throws IOException {
        EmbeddedDatabase database;
        try {
            database = started(start);
        } catch (CompletionException failed) {
            return;
        }
        database.close();
    }

    /**
     * Waits with a limit, beyond that of the start itself: a thread that waits without one passes for stuck when Guildhall is told to stop
     * meanwhile, and would be left where it is, and the server with it.
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
