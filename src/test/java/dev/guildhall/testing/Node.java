package dev.guildhall.testing;

import dev.guildhall.GuildhallApplication;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** One more application in this JVM, to share a database with others. */
public final class Node implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings more of them, by the names of the environment */
    public static Node start(String databaseUrl, Map<String, String> settings) {
        return start(databaseUrl, settings, null);
    }

    /** @param clock what it takes for the time, or null for the time it is */
    public static Node start(String databaseUrl, Map<String, String> settings, @Nullable TestClock clock) {
        var all = new HashMap<String, Object>(settings);
        all.put("PORT", "0");
        all.put("DATABASE_URL", databaseUrl);
        all.put("SECRET_KEY", TestEnvironment.SECRET_KEY);
        all.put("TELEGRAM_BOT_TOKEN", TestEnvironment.TELEGRAM_BOT_TOKEN);
        all.put("GUILDHALL_HOME", TestEnvironment.newHome().toString());
        var context = new SpringApplicationBuilder(GuildhallApplication.class)
                .initializers(it -> {
                    TestPropertyValues.of(
                                    all.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue()))
                            .applyTo(it);
                    it.getBeanFactory().registerSingleton("withoutTests", new WithoutTests());
                    if (clock != null) {
                        ((GenericApplicationContext) it)
                                .registerBean("testClock", TestClock.class, () -> clock, bean -> bean.setPrimary(true));
                    }
                })
                .run();
        return new Node(context);
    }

    public String address() {
        var server = ((ReactiveWebServerApplicationContext) context).getWebServer();
        return "http://localhost:" + Objects.requireNonNull(server).getPort();
    }

    public Api api() {
        return Api.at(address());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** What the test framework does to an application it does not need for a while. */
    public void pauseAndGoOn() {
        context.pause();
        context.restart();
    }

    @Override
    public void close() {
        context.close();
    }

    /** The application would take the tests' components for its own. */
    private static final class WithoutTests extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            return reader.getAnnotationMetadata().isAnnotated(TestComponent.class.getName());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof WithoutTests;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
