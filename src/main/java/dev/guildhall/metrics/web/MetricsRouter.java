package dev.guildhall.metrics.web;

import static dev.guildhall.shared.Permission.METRICS_READ;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the daily metrics are. */
@Configuration(proxyBeanMethods = false)
class MetricsRouter {

    @Bean
    ApiRoutes metricsRoutes(MetricsHandler handler) {
        return api -> api.GET("/admin/metrics/daily", may(METRICS_READ), handler::daily);
    }
}
