package dev.guildhall.shared.web;

import dev.guildhall.shared.Setting;
import java.util.Optional;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Judges {@code PORT}, a whole number from 0 (any free port) to 65535, before the framework reads it, which does not name the variable
 * when it is wrong.
 */
class PortCheck implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Optional.ofNullable(environment.getProperty("PORT"))
                .ifPresent(port -> new Setting("PORT", port).wholeNumber(0, 65_535));
    }
}
