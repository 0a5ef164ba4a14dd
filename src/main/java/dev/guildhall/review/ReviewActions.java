package dev.guildhall.review;

import dev.guildhall.appointment.OrderAction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Reviews among what can be done with an order. */
@Configuration(proxyBeanMethods = false)
class ReviewActions {

    @Bean
    @Order(100)
    OrderAction reviewOfMaster() {
        return ReviewKind.ABOUT_MASTER;
    }

    @Bean
    @Order(101)
    OrderAction reviewOfClient() {
        return ReviewKind.ABOUT_CLIENT;
    }
}
