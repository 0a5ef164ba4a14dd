package dev.guildhall.appointment.web;

import static dev.guildhall.shared.Permission.APPOINTMENTS_OVERRIDE;
import static dev.guildhall.shared.Permission.APPOINTMENTS_READ;
import static dev.guildhall.shared.Permission.PAYMENTS_CONFIRM;
import static dev.guildhall.shared.web.Access.ACTIVE_MASTER;
import static dev.guildhall.shared.web.Access.CLIENT;
import static dev.guildhall.shared.web.Access.MASTER;
import static dev.guildhall.shared.web.Access.SIGNED_IN;
import static dev.guildhall.shared.web.Access.may;

import dev.guildhall.shared.web.ApiRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AppointmentRouter {

    @Bean
    ApiRoutes appointmentRoutes(AppointmentHandler handler) {
        return api -> api.rehearsable()
                .versioned("/appointments/{id}")
                .POST("/appointments", CLIENT, handler::file)
                .GET("/appointments/my", CLIENT, handler::mine)
                .GET("/appointments/new", MASTER, handler::available)
                .GET("/appointments/active", MASTER, handler::workload)
                .GET("/appointments/finished", MASTER, handler::finished)
                .GET("/appointments/{id}", SIGNED_IN, handler::detail)
                .GET("/appointments/{id}/events", SIGNED_IN, handler::timeline)
                .GET("/appointments/{id}/sla", SIGNED_IN, handler::sla)
                .POST("/appointments/{id}/take", ACTIVE_MASTER, handler::take)
                .POST("/appointments/{id}/decline", SIGNED_IN, handler::decline)
                .POST("/appointments/{id}/set-price", SIGNED_IN, handler::setPrice)
                .POST("/appointments/{id}/upload-payment-proof", SIGNED_IN, handler::uploadProof)
                .POST("/appointments/{id}/mark-paid", SIGNED_IN, handler::markPaid)
                .POST("/appointments/{id}/confirm-payment", SIGNED_IN, handler::confirmPayment)
                .POST("/appointments/{id}/start", SIGNED_IN, handler::start)
                .POST("/appointments/{id}/complete", SIGNED_IN, handler::complete);
    }

    @Bean
    ApiRoutes adminAppointmentRoutes(AdminAppointmentHandler handler) {
        return api -> api.rehearsable()
                .versioned("/appointments/{id}")
                .GET("/admin/appointments", may(APPOINTMENTS_READ), handler::list)
                .POST("/admin/appointments/{id}/confirm-payment", may(PAYMENTS_CONFIRM), handler::confirmPayment)
                .POST("/admin/appointments/{id}/set-status", may(APPOINTMENTS_OVERRIDE), handler::setStatus)
                .POST("/admin/appointments/{id}/assign", may(APPOINTMENTS_OVERRIDE), handler::assign);
    }
}
