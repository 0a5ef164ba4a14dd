package dev.guildhall.profile.web;

import static dev.guildhall.shared.Permission.MASTERS_MANAGE;
import static dev.guildhall.shared.Permission.USERS_BAN;
import static dev.guildhall.shared.Permission.USERS_READ;
import static dev.guildhall.shared.Permission.USERS_ROLE;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PeopleRouter {

    @Bean
    ApiRoutes peopleRoutes(UserHandler users, MasterHandler masters) {
        return api -> api.versioned("/admin/users/{id}")
                .GET("/admin/users/{id}", may(USERS_READ), users::get)
                .GET("/admin/users", may(USERS_READ), users::clients)
                .GET("/admin/users/all", may(USERS_READ), users::all)
                .POST("/admin/users/{id}/ban", may(USERS_BAN), users::ban)
                .POST("/admin/users/{id}/unban", may(USERS_BAN), users::unban)
                .POST("/admin/users/{id}/role", may(USERS_ROLE), users::changeRole)
                .POST("/admin/users/{id}/admin-role", may(USERS_ROLE), users::changeAdminRole)
                .GET("/admin/masters", may(USERS_READ), masters::list)
                .POST("/admin/masters/{id}/activate", may(MASTERS_MANAGE), masters::activate)
                .POST("/admin/masters/{id}/suspend", may(MASTERS_MANAGE), masters::suspend);
    }
}
