package dev.guildhall.flag.web;

import static dev.guildhall.shared.Permission.FLAGS_READ;
import static dev.guildhall.shared.Permission.FLAGS_WRITE;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where feature flags are. */
@Configuration(proxyBeanMethods = false)
class FlagRouter {

    @Bean
    ApiRoutes flagRoutes(FlagHandler handler) {
        return api -> api.versioned("/admin/feature-flags/{id}")
                .GET("/flags", Access.SIGNED_IN, handler::evaluate)
                .GET("/admin/feature-flags", may(FLAGS_READ), handler::list)
                .POST("/admin/feature-flags", may(FLAGS_WRITE), handler::create)
                .GET("/admin/feature-flags/{id}", may(FLAGS_READ), handler::get)
                .PUT("/admin/feature-flags/{id}", may(FLAGS_WRITE), handler::replace)
                .PATCH("/admin/feature-flags/{id}", may(FLAGS_WRITE), handler::change)
                .DELETE("/admin/feature-flags/{id}", may(FLAGS_WRITE), handler::delete);
    }
}
