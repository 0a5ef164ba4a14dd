package dev.guildhall.telemetry;

import dev.guildhall.shared.Setting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Switches tracing on when {@code OTEL_EXPORTER_OTLP_ENDPOINT} says where spans go, over HTTP. Without it, nothing of what it takes is
 * made, so that it costs nothing. The other variables of OpenTelemetry are read by Spring Boot.
 */
class Tracing implements EnvironmentPostProcessor {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String EXCLUDED = "spring.autoconfigure.exclude";
    private static final String BOOT = "org.springframework.boot.";

    private static final List<String> SPANS = List.of(
            BOOT + "opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
            BOOT + "micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
            BOOT + "micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
            BOOT + "micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            BOOT + "micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration");

    /** Log lines go to standard output, from where they are collected. */
    private static final List<String> LOG_LINES = List.of(
            BOOT + "opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration",
            BOOT + "opentelemetry.autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var endpoint = environment.getProperty("guildhall.tracing.endpoint", "").strip();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("tracing", endpoint.isEmpty() ? without() : with(endpoint)));
    }

    private static Map<String, Object> without() {
        return Map.of(EXCLUDED, String.join(",", SPANS) + "," + String.join(",", LOG_LINES));
    }

    private static Map<String, Object> with(String endpoint) {
        if (!isAddress(endpoint)) {
            throw new Setting(ENDPOINT, endpoint).refused("the address of a collector, such as http://collector:4318");
        }
        return Map.of(
                "management.opentelemetry.tracing.export.otlp.endpoint",
                endpoint.replaceFirst("/+$", "") + "/v1/traces",
                "logging.pattern.correlation",
                "[%X{request_id:-}] [%X{traceId:-}] ",
                EXCLUDED,
                String.join(",", LOG_LINES));
    }

    private static boolean isAddress(String text) {
        try {
            var address = URI.create(text);
            return List.of("http", "https").contains(address.getScheme())
                    && address.getHost() != null
                    && address.getQuery() == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
