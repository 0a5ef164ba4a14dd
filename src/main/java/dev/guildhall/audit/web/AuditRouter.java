package dev.guildhall.audit.web;

import static dev.guildhall.shared.Permission.AUDIT_READ;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditRouter {

    @Bean
    ApiRoutes auditRoutes(AuditHandler audit) {
        return api -> api.GET("/admin/audit", may(AUDIT_READ), audit::list);
    }
}
