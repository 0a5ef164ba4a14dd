package dev.guildhall.webapp.web;

import static dev.guildhall.shared.web.Access.PUBLIC;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What browsers get. The pages behind the addresses of the web app are {@link WebAppAddresses}. */
@Configuration(proxyBeanMethods = false)
class WebAppRouter {

    @Bean
    ApiRoutes webAppRoutes(WebAppHandler app) {
        return api -> api.atRoot()
                .GET("/", PUBLIC, app::page)
                .GET("/django-admin", PUBLIC, app::page)
                .GET("/assets/{file}", PUBLIC, app::asset)
                .GET("/favicon.svg", PUBLIC, app::icon)
                .GET("/manifest.webmanifest", PUBLIC, app::manifest);
    }
}
