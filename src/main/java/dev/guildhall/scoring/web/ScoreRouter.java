package dev.guildhall.scoring.web;

import static dev.guildhall.shared.Permission.SCORES_OVERRIDE;
import static dev.guildhall.shared.Permission.USERS_READ;
import static dev.guildhall.shared.web.Access.SIGNED_IN;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScoreRouter {

    @Bean
    ApiRoutes scoreRoutes(ScoreHandler scores) {
        return api -> api.GET("/me/score", SIGNED_IN, scores::mine)
                .versioned("/admin/users/{id}/risk")
                .GET("/admin/users/{id}/risk", may(USERS_READ), scores::risk)
                .POST("/admin/users/{id}/risk/override", may(SCORES_OVERRIDE), scores::setRisk)
                .DELETE("/admin/users/{id}/risk/override", may(SCORES_OVERRIDE), scores::liftRisk)
                .versioned("/admin/masters/{id}/score")
                .GET("/admin/masters/{id}/score", may(USERS_READ), scores::score)
                .POST("/admin/masters/{id}/score/override", may(SCORES_OVERRIDE), scores::setScore)
                .DELETE("/admin/masters/{id}/score/override", may(SCORES_OVERRIDE), scores::liftScore);
    }
}
