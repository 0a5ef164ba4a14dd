package dev.guildhall.identity.web;

import static dev.guildhall.shared.web.Access.ADMIN;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingsRouter {

    @Bean
    ApiRoutes settingsRoutes(SettingsHandler settings) {
        return api -> api.GET("/admin/system/settings", ADMIN, settings::get)
                .PUT("/admin/system/settings", ADMIN, settings::change)
                .PATCH("/admin/system/settings", ADMIN, settings::change);
    }
}
