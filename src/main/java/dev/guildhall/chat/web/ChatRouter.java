package dev.guildhall.chat.web;

import static dev.guildhall.shared.Permission.AUDIT_READ;
import static dev.guildhall.shared.web.Access.SIGNED_IN;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChatRouter {

    @Bean
    ApiRoutes chatRoutes(ChatHandler handler) {
        return api -> api.GET("/appointments/{id}/messages", SIGNED_IN, handler::list)
                .GET("/appointments/{id}/read-marks", SIGNED_IN, handler::listMarks)
                .GET("/admin/appointments/{id}/deleted-messages", may(AUDIT_READ), handler::listDeleted)
                .POST("/appointments/{id}/read", SIGNED_IN, handler::markRead)
                .POST("/appointments/{id}/typing", SIGNED_IN, handler::typing)
                .rehearsable()
                .versioned("/appointments/{id}")
                .POST("/appointments/{id}/messages", SIGNED_IN, handler::send)
                .DELETE("/messages/{id}", SIGNED_IN, handler::delete);
    }
}
