package dev.guildhall.shared;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How log lines are written.
 *
 * @param format {@code LOG_FORMAT}: {@code text} for people, {@code ecs} or {@code logstash} for collectors, a JSON object a line
 */
@ConfigurationProperties("guildhall.logging")
record LogSettings(String format) {

    private static final List<String> FORMATS = List.of("text", "ecs", "logstash");

    /** Checked here and not where it takes effect, in the configuration file: without a log nobody would read what is wrong. */
    LogSettings {
        if (!FORMATS.contains(format)) {
            throw new Setting("LOG_FORMAT", format).refused("one of " + String.join(", ", FORMATS));
        }
    }
}
