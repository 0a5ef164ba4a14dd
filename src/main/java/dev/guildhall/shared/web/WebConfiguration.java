package dev.guildhall.shared.web;

import dev.guildhall.shared.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How answers are written: times in UTC with microseconds, messages in the reader's language. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final Locale RUSSIAN = new Locale("ru");

    static final List<Locale> LANGUAGES = List.of(RUSSIAN, Locale.ENGLISH);

    @Bean
    LocaleContextResolver localeContextResolver() {
        var resolver = new AcceptHeaderLocaleContextResolver();
        resolver.setSupportedLocales(LANGUAGES);
        resolver.setDefaultLocale(RUSSIAN);
        return resolver;
    }

    @Bean
    JsonMapperBuilderCustomizer timesWithMicroseconds() {
        return builder -> builder.addModule(new SimpleModule().addSerializer(Instant.class, new InstantSerializer()));
    }

    /** As {@link Timestamps} writes them. */
    private static final class InstantSerializer extends StdSerializer<Instant> {

        private InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(Timestamps.text(value));
        }
    }
}
