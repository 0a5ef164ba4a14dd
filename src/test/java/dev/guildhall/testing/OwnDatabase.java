package dev.guildhall.testing;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** For tests that need a database they may empty: an application of its own on it, which all of them share, one after the other. */
public final class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        new TestEnvironment().initialize(context);
        TestPropertyValues.of("DATABASE_URL=" + TestDatabase.newUrl()).applyTo(context);
    }
}
