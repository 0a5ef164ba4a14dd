package dev.guildhall.identity.web;

import static dev.guildhall.shared.Permission.SETTINGS_READ;
import static dev.guildhall.shared.Permission.SETTINGS_WRITE;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingsRouter {

    @Bean
    ApiRoutes settingsRoutes(SettingsHandler settings) {
        return api -> api.versioned("/admin/system/settings")
                .GET("/admin/system/settings", may(SETTINGS_READ), settings::get)
                .PUT("/admin/system/settings", may(SETTINGS_WRITE), settings::change)
                .PATCH("/admin/system/settings", may(SETTINGS_WRITE), settings::change);
    }
}
