package dev.guildhall.database;

import dev.guildhall.shared.InvalidSetting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which database, and how many connections to it.
 *
 * @param url {@code DATABASE_URL}; blank or null for the embedded PostgreSQL
 * @param poolSize {@code DATABASE_POOL_SIZE}, the most connections of this node at a time, 1 to 500
 * @param poolInitialSize {@code DATABASE_POOL_INITIAL_SIZE}, how many of them are kept open when idle, 0 to {@code poolSize}
 */
@ConfigurationProperties("guildhall.database")
record DatabaseSettings(@Nullable String url, int poolSize, int poolInitialSize) {

    DatabaseSettings {
        if (poolSize < 1 || poolSize > 500) {
            throw new InvalidSetting("DATABASE_POOL_SIZE", "must be from 1 to 500, not " + poolSize);
        }
        if (poolInitialSize < 0 || poolInitialSize > poolSize) {
            throw new InvalidSetting(
                    "DATABASE_POOL_INITIAL_SIZE",
                    "must be from 0 to DATABASE_POOL_SIZE (%d), not %d".formatted(poolSize, poolInitialSize));
        }
    }
}
