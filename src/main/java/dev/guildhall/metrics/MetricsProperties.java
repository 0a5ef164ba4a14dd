package dev.guildhall.metrics;

import dev.guildhall.shared.InvalidSetting;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the metrics.
 *
 * @param timeZone {@code TIME_ZONE}: whose calendar days are meant, as a name of the tz database
 */
@ConfigurationProperties("guildhall.metrics")
record MetricsProperties(String timeZone) {

    MetricsProperties {
        try {
            ZoneId.of(timeZone);
        } catch (DateTimeException unknown) {
            throw new InvalidSetting(
                    "TIME_ZONE",
                    "must be the name of a time zone such as Europe/Berlin, and '" + timeZone + "' is not");
        }
    }

    ZoneId zone() {
        return ZoneId.of(timeZone);
    }
}
