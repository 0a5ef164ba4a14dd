package dev.guildhall.rules.web;

import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RuleRouter {

    @Bean
    ApiRoutes ruleRoutes(RuleHandler handler) {
        return api -> api.GET("/admin/rules", Access.ADMIN, handler::list)
                .POST("/admin/rules", Access.ADMIN, handler::create)
                .GET("/admin/rules/{id}", Access.ADMIN, handler::get)
                .PUT("/admin/rules/{id}", Access.ADMIN, handler::replace)
                .PATCH("/admin/rules/{id}", Access.ADMIN, handler::change)
                .DELETE("/admin/rules/{id}", Access.ADMIN, handler::delete);
    }
}
