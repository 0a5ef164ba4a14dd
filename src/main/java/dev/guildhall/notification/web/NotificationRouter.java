package dev.guildhall.notification.web;

import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NotificationRouter {

    @Bean
    ApiRoutes notificationRoutes(NotificationHandler handler, PreferencesHandler preferences) {
        return api -> api.GET("/notifications", Access.SIGNED_IN, handler::list)
                .GET("/notifications/unread-count", Access.SIGNED_IN, handler::unreadCount)
                .POST("/notifications/mark-read", Access.SIGNED_IN, handler::markRead)
                .GET("/me/notification-preferences", Access.SIGNED_IN, preferences::get)
                .PATCH("/me/notification-preferences", Access.SIGNED_IN, preferences::change);
    }
}
