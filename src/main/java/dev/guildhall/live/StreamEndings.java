package dev.guildhall.live;

import dev.guildhall.bus.Evictable;
import dev.guildhall.security.PrincipalCache;
import dev.guildhall.security.RevokedSessions;
import dev.guildhall.security.SessionlessAccess;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A stream knows its reader as they were when it was opened, and so is like a cache: it ends when they change. */
@Configuration(proxyBeanMethods = false)
class StreamEndings {

    @Bean
    Evictable streamsOfPeople(Hub hub) {
        return new Ending(PrincipalCache.KIND, account -> hub.endOf(Long.parseLong(account)), hub);
    }

    @Bean
    Evictable streamsOfSessions(Hub hub) {
        return new Ending(RevokedSessions.KIND, session -> hub.endOf(UUID.fromString(session)), hub);
    }

    @Bean
    Evictable streamsWithoutSession(Hub hub) {
        return new Ending(SessionlessAccess.KIND, account -> hub.endSessionless(Long.parseLong(account)), hub);
    }

    private record Ending(String kind, Consumer<String> end, Hub hub) implements Evictable {

        @Override
        public void evict(String key) {
            end.accept(key);
        }

        @Override
        public void evictAll() {
            hub.endIf(stream -> true, "revoked");
        }
    }
}
