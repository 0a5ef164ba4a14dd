package dev.guildhall.event.web;

import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventRouter {

    @Bean
    ApiRoutes eventRoutes(EventHandler handler) {
        return api -> api.GET("/events", Access.ADMIN, handler::latest);
    }
}
