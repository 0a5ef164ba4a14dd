package dev.guildhall.metrics;

import dev.guildhall.shared.BusinessDays;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The calendar everybody counts days by. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MetricsProperties.class)
class MetricsConfiguration {

    @Bean
    BusinessDays businessDays(MetricsProperties properties) {
        return new BusinessDays(properties.zone());
    }
}
