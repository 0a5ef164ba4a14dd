package dev.guildhall.profile.web;

import static dev.guildhall.shared.web.Access.PUBLIC;
import static dev.guildhall.shared.web.Access.SIGNED_IN;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuthRouter {

    @Bean
    ApiRoutes authRoutes(
            SignInHandler signIn,
            SessionHandler sessions,
            OwnSessionsHandler own,
            SecondStepHandler secondStep,
            MeHandler me) {
        return api -> api.GET("/auth/bootstrap-status", PUBLIC, signIn::bootstrapStatus)
                .POST("/auth/bootstrap-admin", PUBLIC, signIn::bootstrapAdmin)
                .GET("/auth/registration-status", PUBLIC, signIn::registrationStatus)
                .POST("/auth/register", PUBLIC, signIn::register)
                .POST("/auth/login", PUBLIC, signIn::login)
                .POST("/auth/telegram", PUBLIC, signIn::telegram)
                .POST("/auth/refresh", PUBLIC, sessions::refresh)
                .POST("/auth/logout", PUBLIC, sessions::logout)
                .GET("/me", SIGNED_IN, me::me)
                .GET("/me/sessions", SIGNED_IN, own::list)
                .POST("/me/sessions/revoke-others", SIGNED_IN, own::endOthers)
                .DELETE("/me/sessions/{session}", SIGNED_IN, own::end)
                .GET("/me/totp", SIGNED_IN, secondStep::standing)
                // Kept, a key would keep a quick hash of both passwords, and what codes are made of.
                .secret()
                .POST("/me/password", SIGNED_IN, own::changePassword)
                .POST("/me/totp/begin", SIGNED_IN, secondStep::begin)
                .POST("/me/totp/confirm", SIGNED_IN, secondStep::confirm)
                .POST("/me/totp/disable", SIGNED_IN, secondStep::disable);
    }
}
