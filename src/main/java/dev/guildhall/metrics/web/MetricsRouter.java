package dev.guildhall.metrics.web;

import static dev.guildhall.shared.Permission.METRICS_READ;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the metrics are, and what they are made of. */
@Configuration(proxyBeanMethods = false)
class MetricsRouter {

    @Bean
    ApiRoutes metricsRoutes(MetricsHandler handler) {
        return api -> api.GET("/admin/metrics/daily", may(METRICS_READ), handler::daily)
                .GET("/admin/metrics/daily/{date}/{metric}", may(METRICS_READ), handler::figureOfDay)
                .GET("/admin/metrics/summary", may(METRICS_READ), handler::summary)
                .GET("/admin/metrics/summary/{metric}", may(METRICS_READ), handler::figure)
                .GET("/admin/metrics/funnel", may(METRICS_READ), handler::funnel)
                .GET("/admin/metrics/funnel/{step}", may(METRICS_READ), handler::ordersAtStep);
    }
}
