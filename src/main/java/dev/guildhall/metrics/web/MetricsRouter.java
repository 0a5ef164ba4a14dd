package dev.guildhall.metrics.web;

import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the daily metrics are. */
@Configuration(proxyBeanMethods = false)
class MetricsRouter {

    @Bean
    ApiRoutes metricsRoutes(MetricsHandler handler) {
        return api -> api.GET("/admin/metrics/daily", Access.ADMIN, handler::daily);
    }
}
