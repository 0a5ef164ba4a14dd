package dev.guildhall.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How clients pay, as they read it. Bound from the configuration as what holds until an admin saves something else.
 */
@ConfigurationProperties("guildhall.payments")
public record PaymentSettings(String bankRequisites, String cryptoRequisites, String instructions) {}
