package dev.guildhall.review.web;

import static dev.guildhall.shared.web.Access.SIGNED_IN;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReviewRouter {

    @Bean
    ApiRoutes reviewRoutes(ReviewHandler handler) {
        return api -> api.POST("/appointments/{id}/review-master", SIGNED_IN, handler::reviewMaster)
                .POST("/appointments/{id}/review-client", SIGNED_IN, handler::reviewClient);
    }
}
