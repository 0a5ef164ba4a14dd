package dev.guildhall.cli;

import dev.guildhall.demo.Demo;
import dev.guildhall.shared.Conflict;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A server with the profile {@code demo} fills its database before it accepts requests, if that is empty. */
@Component
@Profile("demo & !cli")
class DemoAtStart implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DemoAtStart.class);

    private final Demo demo;
    private boolean running;

    DemoAtStart(Demo demo) {
        this.demo = demo;
    }

    /** Waits, as nothing else of a server does: nobody is served yet. */
    @Override
    public void start() {
        running = true;
        try {
            var logins = Objects.requireNonNull(demo.fill().block());
            LOG.info("Filled the database with a demo. Who can sign in:{}", lines(logins));
        } catch (Conflict notEmpty) {
            LOG.warn("The database is not empty: it stays as it is, without a demo");
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server and everything else that has a life. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Columns: who, password, role, remark. */
    static String line(Demo.Login login) {
        return String.format(
                        Locale.ROOT,
                        "%-14s %-16s %-8s %s",
                        login.username(),
                        login.password(),
                        login.role(),
                        login.remark())
                .stripTrailing();
    }

    private static String lines(List<Demo.Login> logins) {
        return logins.stream().map(login -> "\n  " + line(login)).collect(Collectors.joining());
    }
}
