package dev.guildhall.profile.web;

import static dev.guildhall.shared.web.Access.ADMIN;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PeopleRouter {

    @Bean
    ApiRoutes peopleRoutes(UserHandler users, MasterHandler masters) {
        return api -> api.GET("/admin/users", ADMIN, users::clients)
                .GET("/admin/users/all", ADMIN, users::all)
                .POST("/admin/users/{id}/ban", ADMIN, users::ban)
                .POST("/admin/users/{id}/unban", ADMIN, users::unban)
                .POST("/admin/users/{id}/role", ADMIN, users::changeRole)
                .GET("/admin/masters", ADMIN, masters::list)
                .POST("/admin/masters/{id}/activate", ADMIN, masters::activate)
                .POST("/admin/masters/{id}/suspend", ADMIN, masters::suspend);
    }
}
