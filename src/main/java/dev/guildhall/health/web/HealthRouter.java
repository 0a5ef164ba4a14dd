package dev.guildhall.health.web;

import static dev.guildhall.shared.web.Access.PUBLIC;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HealthRouter {

    @Bean
    ApiRoutes healthRoutes(HealthHandler handler) {
        return api -> api.GET("/health", PUBLIC, handler::health).atRoot().GET("/healthz", PUBLIC, handler::brief);
    }
}
