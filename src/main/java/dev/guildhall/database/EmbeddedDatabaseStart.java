package dev.guildhall.database;

import dev.guildhall.shared.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Starts the embedded server of a Guildhall as soon as its settings are known and makes its schema, beside the making of everything else,
 * which takes longer; who needs either waits for it. A second Guildhall may not use the same folder, while an operator's command may.
 */
class EmbeddedDatabaseStart implements ApplicationListener<ApplicationPreparedEvent> {

    private static final String BEAN = "embeddedDatabase";

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        var context = (GenericApplicationContext) event.getApplicationContext();
        var environment = context.getEnvironment();
        if (EmbeddedDatabase.isWanted(environment) && !environment.acceptsProfiles(Profiles.of("cli"))) {
            var start =
                    new Once<>("The start of the embedded PostgreSQL", () -> EmbeddedDatabase.start(home(environment)));
            var work = new Thread(() -> startAndMigrate(start), BEAN);
            // Not only when the context is closed: it is closed only once it is refreshed, and a start that waits when
            // Spring is told to stop is interrupted, after which closing waits for nothing.
            SpringApplication.getShutdownHandlers().add(() -> stop(start, work));
            work.start();
            context.registerBean(BEAN, EmbeddedDatabase.class, start::result, bean -> bean.setLazyInit(true));
        }
    }

    private static Home home(Environment environment) {
        return Binder.get(environment).bind("guildhall.home", Home.class).get();
    }

    private static void startAndMigrate(Once<EmbeddedDatabase> start) {
        start.run();
        try {
            start.result().database().migrate();
        } catch (CompletionException failed) {
            // Whoever needs the server, or the schema, hears of it from there.
        }
    }

    /** Whatever else has become of the start; what kept this server from starting was said where it was needed. */
    private static void stop(Once<EmbeddedDatabase> start, Thread work) {
        EmbeddedDatabase database;
        try {
            work.join();
            database = start.result();
        } catch (CompletionException failed) {
            return;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        try {
            database.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
