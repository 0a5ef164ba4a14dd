package dev.guildhall.flag.web;

import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where feature flags are. */
@Configuration(proxyBeanMethods = false)
class FlagRouter {

    @Bean
    ApiRoutes flagRoutes(FlagHandler handler) {
        return api -> api.GET("/admin/feature-flags", Access.ADMIN, handler::list)
                .POST("/admin/feature-flags", Access.ADMIN, handler::create)
                .GET("/admin/feature-flags/{id}", Access.ADMIN, handler::get)
                .PUT("/admin/feature-flags/{id}", Access.ADMIN, handler::replace)
                .PATCH("/admin/feature-flags/{id}", Access.ADMIN, handler::change)
                .DELETE("/admin/feature-flags/{id}", Access.ADMIN, handler::delete);
    }
}
