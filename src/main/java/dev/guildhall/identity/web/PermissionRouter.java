package dev.guildhall.identity.web;

import static dev.guildhall.shared.Permission.USERS_READ;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PermissionRouter {

    @Bean
    ApiRoutes permissionRoutes(PermissionHandler permissions) {
        return api -> api.GET("/admin/permissions/why", may(USERS_READ), permissions::why);
    }
}
