package dev.guildhall.apidocs.web;

import static dev.guildhall.shared.web.Access.PUBLIC;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The routes of the API's description. */
@Configuration(proxyBeanMethods = false)
class ApiDocsRouter {

    @Bean
    ApiRoutes apiDocsRoutes(ApiDocsHandler docs) {
        return api -> api.GET("/schema", PUBLIC, docs::schema)
                .GET("/docs", PUBLIC, docs::page)
                .GET("/docs/{file}", PUBLIC, docs::asset);
    }
}
