package dev.guildhall.databrowser.web;

import static dev.guildhall.shared.Permission.DATA_READ;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DataRouter {

    @Bean
    ApiRoutes dataRoutes(DataHandler handler) {
        return api -> api.GET("/admin/data", may(DATA_READ), handler::tables)
                .GET("/admin/data/{table}", may(DATA_READ), handler::rows)
                .GET("/admin/data/{table}/{key}", may(DATA_READ), handler::row);
    }
}
