package dev.guildhall.identity;

import dev.guildhall.shared.Setting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * What the shop promises about orders until an admin saves something else.
 *
 * @param responseMinutes within which a new order is answered ({@code DEFAULT_SLA_RESPONSE_MINUTES})
 * @param completionHours within which a paid order is completed ({@code DEFAULT_SLA_COMPLETION_HOURS})
 * @param watched whether this node notices missed deadlines ({@code SLA_WATCH}); of several nodes one is enough
 */
@ConfigurationProperties("guildhall.sla")
public record SlaSettings(int responseMinutes, int completionHours, boolean watched) {

    /** The longest time to answer there may be, thirty days. */
    public static final int MOST_MINUTES = 43_200;

    /** The longest time to complete there may be, a year. */
    public static final int MOST_HOURS = 8_760;

    @ConstructorBinding
    SlaSettings(String responseMinutes, String completionHours, String watch) {
        this(
                new Setting("DEFAULT_SLA_RESPONSE_MINUTES", responseMinutes).wholeNumber(1, MOST_MINUTES),
                new Setting("DEFAULT_SLA_COMPLETION_HOURS", completionHours).wholeNumber(1, MOST_HOURS),
                new Setting("SLA_WATCH", watch).flag());
    }
}
