package dev.guildhall.bus;

import dev.guildhall.database.UnpooledConnections;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** One bus, by the setting. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BusSettings.class)
class BusConfiguration {

    private static final Duration REDIS_LIMIT = Duration.ofSeconds(2);

    @Bean
    Bus bus(BusSettings settings, UnpooledConnections connections) {
        return settings.redis() ? redisBus(settings.redisUrl()) : new PostgresBus(connections);
    }

    static RedisBus redisBus(String url) {
        var server = LettuceConnectionFactory.createRedisConfiguration(RedisURI.create(url));
        var client =
                LettuceClientConfiguration.builder().commandTimeout(REDIS_LIMIT).build();
        var factory = new LettuceConnectionFactory(server, client);
        factory.afterPropertiesSet();
        factory.start();
        return new RedisBus(factory);
    }
}
