package dev.guildhall.storage.web;

import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MediaRouter {

    @Bean
    ApiRoutes mediaRoutes(MediaHandler media) {
        return api -> api.atRoot().GET("/media/{category}/{name}", Access.PUBLIC, media::serve);
    }
}
