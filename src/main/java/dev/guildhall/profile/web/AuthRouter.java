package dev.guildhall.profile.web;

import static dev.guildhall.shared.web.Access.PUBLIC;
import static dev.guildhall.shared.web.Access.SIGNED_IN;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuthRouter {

    @Bean
    ApiRoutes authRoutes(SignInHandler signIn, SessionHandler sessions, MeHandler me) {
        return api -> api.GET("/auth/bootstrap-status", PUBLIC, signIn::bootstrapStatus)
                .POST("/auth/bootstrap-admin", PUBLIC, signIn::bootstrapAdmin)
                .POST("/auth/login", PUBLIC, signIn::login)
                .POST("/auth/telegram", PUBLIC, signIn::telegram)
                .POST("/auth/refresh", PUBLIC, sessions::refresh)
                .POST("/auth/logout", PUBLIC, sessions::logout)
                .GET("/me", SIGNED_IN, me::me);
    }
}
