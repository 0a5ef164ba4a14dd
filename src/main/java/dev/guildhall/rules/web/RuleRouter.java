package dev.guildhall.rules.web;

import static dev.guildhall.shared.Permission.EVENTS_READ;
import static dev.guildhall.shared.Permission.RULES_READ;
import static dev.guildhall.shared.Permission.RULES_WRITE;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RuleRouter {

    @Bean
    ApiRoutes ruleRoutes(RuleHandler handler, RunHandler runs) {
        return api -> api.versioned("/admin/rules/{id}")
                .GET("/admin/rules", may(RULES_READ), handler::list)
                .POST("/admin/rules", may(RULES_WRITE), handler::create)
                .GET("/admin/rules/{id}/runs", may(RULES_READ), runs::ofRule)
                .GET("/events/{id}/runs", may(EVENTS_READ), runs::ofEvent)
                .GET("/admin/rules/schema", may(RULES_READ), handler::schema)
                .GET("/admin/rules/{id}/versions", may(RULES_READ), handler::versions)
                .GET("/admin/rules/{id}", may(RULES_READ), handler::get)
                .PUT("/admin/rules/{id}", may(RULES_WRITE), handler::replace)
                .PATCH("/admin/rules/{id}", may(RULES_WRITE), handler::change)
                .DELETE("/admin/rules/{id}", may(RULES_WRITE), handler::delete);
    }

    @Bean
    ApiRoutes simulationRoutes(RunHandler runs) {
        return api -> api.looking().POST("/admin/rules/simulate", may(RULES_READ), runs::simulate);
    }
}
