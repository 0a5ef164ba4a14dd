package dev.guildhall.admin.web;

import static dev.guildhall.shared.Permission.SYSTEM_READ;
import static dev.guildhall.shared.Permission.SYSTEM_RUN;
import static dev.guildhall.shared.web.Access.SIGNED_IN;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AdminRouter {

    @Bean
    ApiRoutes adminRoutes(DashboardHandler dashboard, SystemHandler system) {
        return api -> api.GET("/dashboard", SIGNED_IN, dashboard::dashboard)
                .GET("/admin/system/status", may(SYSTEM_READ), system::status)
                .POST("/admin/system/run-action", may(SYSTEM_RUN), system::runAction);
    }
}
