package dev.guildhall.event.web;

import static dev.guildhall.shared.Permission.EVENTS_READ;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventRouter {

    @Bean
    ApiRoutes eventRoutes(EventHandler handler) {
        return api -> api.GET("/events", may(EVENTS_READ), handler::latest);
    }
}
