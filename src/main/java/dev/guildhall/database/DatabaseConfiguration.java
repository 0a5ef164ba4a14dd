package dev.guildhall.database;

import dev.guildhall.shared.Home;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** One server, given or embedded; who takes a connection of a pool finds the schema as it should be. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    /** For an operator's command, when it needs a database; a server's is made by {@link EmbeddedDatabaseStart}. */
    @Bean
    @Profile("cli")
    @Conditional(NoDatabaseGiven.class)
    EmbeddedDatabase embeddedDatabase(Home home) {
        return EmbeddedDatabase.startOrJoin(home);
    }

    @Bean
    Database databaseAndSchema(DatabaseSettings settings, Optional<EmbeddedDatabase> embedded) {
        return embedded.map(EmbeddedDatabase::database)
                .orElseGet(() -> new Database(DatabaseAddress.parse(String.valueOf(settings.url()))));
    }

    @Bean
    DatabaseAddress databaseAddress(Database database) {
        return database.address();
    }

    /** Without Spring Boot's configuration of it, which brings JDBC's as well and would make the whole context wait. */
    @Bean
    Flyway flyway(Database database) {
        return database.flyway();
    }

    @Bean
    PlainConnections plainConnections(DatabaseAddress address) {
        return new PlainConnections(address);
    }

    @Bean
    UnpooledConnections unpooledConnections(DatabaseAddress address) {
        return new UnpooledConnections(address);
    }

    @Bean
    BackgroundConnections backgroundConnections(Database database, UnpooledConnections driver) {
        database.migrate();
        return new BackgroundConnections(driver);
    }

    /** Decorators see the driver beneath the pool, so that they see every statement, the pool's own included. */
    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionPool(
            Database database,
            UnpooledConnections driver,
            DatabaseSettings settings,
            ObjectProvider<ConnectionFactoryDecorator> decorators) {
        database.migrate();
        ConnectionFactory decorated = driver.factory();
        for (var decorator : decorators.orderedStream().toList()) {
            decorated = decorator.decorate(decorated);
        }
        return GuardedPool.over(decorated, settings);
    }

    static final class NoDatabaseGiven implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return EmbeddedDatabase.isWanted(context.getEnvironment());
        }
    }
}
