package dev.guildhall.shared;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the settings that are nobody else's. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({Home.class, LogSettings.class})
class SharedConfiguration {}
