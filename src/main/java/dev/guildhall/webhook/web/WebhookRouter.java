package dev.guildhall.webhook.web;

import static dev.guildhall.shared.Permission.SETTINGS_WRITE;
import static dev.guildhall.shared.Permission.SYSTEM_READ;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where webhooks are. */
@Configuration(proxyBeanMethods = false)
class WebhookRouter {

    @Bean
    ApiRoutes webhookRoutes(WebhookHandler handler) {
        return api -> api.GET("/admin/webhooks", may(SYSTEM_READ), handler::list)
                .GET("/admin/webhooks/{id}", may(SYSTEM_READ), handler::get)
                .PATCH("/admin/webhooks/{id}", may(SETTINGS_WRITE), handler::change)
                .DELETE("/admin/webhooks/{id}", may(SETTINGS_WRITE), handler::delete)
                .POST("/admin/webhooks/{id}/test", may(SETTINGS_WRITE), handler::test)
                .GET("/admin/webhooks/{id}/deliveries", may(SYSTEM_READ), handler::listDeliveries)
                .POST("/admin/webhooks/deliveries/{id}/replay", may(SETTINGS_WRITE), handler::replay)
                .secret()
                .POST("/admin/webhooks", may(SETTINGS_WRITE), handler::create)
                .POST("/admin/webhooks/{id}/rotate-secret", may(SETTINGS_WRITE), handler::rotate);
    }
}
