package dev.guildhall.rules;

import dev.guildhall.shared.Setting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * How much rules may do.
 *
 * @param perEvent {@code RULES_PER_EVENT}: how many rules of an event are looked at, the first ones
 * @param budget {@code RULES_BUDGET}: how often rules may act on one order within one request
 */
@ConfigurationProperties("guildhall.rules")
public record RuleSettings(int perEvent, int budget) {

    @ConstructorBinding
    RuleSettings(String perEvent, String budget) {
        this(
                new Setting("RULES_PER_EVENT", perEvent).wholeNumber(1, 10_000),
                new Setting("RULES_BUDGET", budget).wholeNumber(1, 1_000_000));
    }
}
