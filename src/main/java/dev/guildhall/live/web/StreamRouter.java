package dev.guildhall.live.web;

import static dev.guildhall.shared.web.Access.SIGNED_IN;
import static dev.guildhall.shared.web.Access.STREAM;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StreamRouter {

    @Bean
    ApiRoutes streamRoutes(StreamHandler handler) {
        return api -> api.secret()
                .GET("/stream", STREAM, handler::stream)
                .POST("/stream/tickets", SIGNED_IN, handler::ticket)
                .GET("/notifications/stream", STREAM, handler::notifications)
                .GET("/appointments/{id}/messages/stream", STREAM, handler::messages);
    }
}
