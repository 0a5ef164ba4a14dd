package dev.guildhall.review.web;

import static dev.guildhall.shared.Permission.USERS_READ;
import static dev.guildhall.shared.web.Access.MASTER;
import static dev.guildhall.shared.web.Access.SIGNED_IN;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReviewRouter {

    @Bean
    ApiRoutes reviewRoutes(ReviewHandler handler) {
        return api -> api.GET("/appointments/{id}/reviews", SIGNED_IN, handler::listOfAppointment)
                .GET("/me/reviews", MASTER, handler::listOfMe)
                .GET("/admin/users/{id}/reviews", may(USERS_READ), handler::listOfUser)
                .rehearsable()
                .versioned("/appointments/{id}")
                .POST("/appointments/{id}/review-master", SIGNED_IN, handler::reviewMaster)
                .POST("/appointments/{id}/review-client", SIGNED_IN, handler::reviewClient);
    }
}
