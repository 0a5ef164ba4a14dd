package dev.guildhall.database;

import dev.guildhall.shared.Home;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** One server, given or embedded; Flyway and the pool connect to that one, and the pool only when Flyway is done. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** For an operator's command, when it needs a database; a server's is made by {@link EmbeddedDatabaseStart}. */
    @Bean
    @Profile("cli")
    @Conditional(NoDatabaseGiven.class)
    EmbeddedDatabase embeddedDatabase(Home home) {
        return EmbeddedDatabase.startOrJoin(home);
    }

    @Bean
    DatabaseAddress databaseAddress(DatabaseSettings settings, Optional<EmbeddedDatabase> embedded) {
        return embedded.map(EmbeddedDatabase::address)
                .orElseGet(() -> DatabaseAddress.parse(String.valueOf(settings.url())));
    }

    @Bean
    MigrationAddress migrationAddress(DatabaseAddress address) {
        return new MigrationAddress(address);
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
    @DependsOnDatabaseInitialization
    BackgroundConnections backgroundConnections(UnpooledConnections driver) {
        return new BackgroundConnections(driver);
    }

    /** Decorators see the driver beneath the pool, so that they see every statement, the pool's own included. */
    @Bean(destroyMethod = "dispose")
    @DependsOnDatabaseInitialization
    ConnectionPool connectionPool(
            UnpooledConnections driver,
            DatabaseSettings settings,
            ObjectProvider<ConnectionFactoryDecorator> decorators) {
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
