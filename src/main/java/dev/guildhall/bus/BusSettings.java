package dev.guildhall.bus;

import dev.guildhall.shared.Setting;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * What carries the words of nodes to each other.
 *
 * @param redis whether Redis does ({@code LIVE_BUS=redis}), or else PostgreSQL
 * @param redisUrl {@code REDIS_URL}, e.g. {@code redis://:password@host:6379}; means nothing without {@code redis}
 */
@ConfigurationProperties("guildhall.bus")
record BusSettings(boolean redis, String redisUrl) {

    private static final Pattern URL = Pattern.compile("rediss?://[^\\s/]+(/[0-9]+)?");

    @ConstructorBinding
    BusSettings(String kind, String redisUrl) {
        this("redis".equals(new Setting("LIVE_BUS", kind).oneOf("postgres", "redis")), redisUrl.strip());
        if (redis && !URL.matcher(this.redisUrl).matches()) {
            throw new Setting("REDIS_URL", redisUrl).refused("an address such as redis://:password@localhost:6379");
        }
    }
}
