package dev.guildhall.live;

import dev.guildhall.shared.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * The live log.
 *
 * @param retention how long its lines are kept ({@code LIVE_RETENTION_DAYS}): who was away for longer starts over
 */
@ConfigurationProperties("guildhall.live")
public record LiveSettings(Duration retention) {

    @ConstructorBinding
    LiveSettings(String retentionDays) {
        this(Duration.ofDays(new Setting("LIVE_RETENTION_DAYS", retentionDays).wholeNumber(1, 366)));
    }
}
