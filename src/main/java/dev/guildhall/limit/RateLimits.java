package dev.guildhall.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guildhall.shared.RandomIds;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Who has used how much of which limit, here and on the other nodes. */
@Component
@EnableConfigurationProperties(LimitSettings.class)
class RateLimits {

    /** Beyond that, those who have not called for longest are forgotten. */
    private static final long MOST_REMEMBERED = 200_000;

    /** Of whoever uses less than this part of a limit, the other nodes are told nothing. */
    private static final int WORTH_TELLING = 10;

    private static final String BETWEEN = "|";
    private static final int PARTS = 5;
    private static final int LONGEST_NAME = 100;

    private final LimitSettings settings;
    private final Clock clock;
    private final String node;
    private final Cache<Key, Usage> usages;
    private final Set<Key> news = ConcurrentHashMap.newKeySet();

    RateLimits(LimitSettings settings, RandomIds ids, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.node = ids.next().toString();
        this.usages = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(3L * Usage.WINDOW_SECONDS, TimeUnit.SECONDS)
                .build();
    }

    /**
     * Counts a request.
     *
     * @param whose without white space
     * @return empty when there is no such limit
     */
    Optional<Quota> use(Limit limit, String whose) {
        var most = settings.of(limit);
        if (most == 0) {
            return Optional.empty();
        }
        var key = new Key(limit, whose);
        var quota = usage(key).use(most, clock.millis());
        if (quota.admitted() && (most - quota.remaining()) * WORTH_TELLING >= most) {
            news.add(key);
        }
        return Optional.of(quota);
    }

    /** What the other nodes should know by now, an item each: totals rather than differences, so that a lost word is made up for by the next. */
    List<String> news() {
        var changed = List.copyOf(news);
        changed.forEach(news::remove);
        var window = Usage.window(clock.millis());
        return changed.stream()
                .flatMap(key -> Stream.of(window - 1, window).flatMap(of -> item(key, of)))
                .toList();
    }

    /** What another node has said; nonsense is not heard. */
    void learn(String item) {
        var parts = item.split("\\|", -1);
        if (parts.length == PARTS && parts[1].length() <= LONGEST_NAME && !parts[3].equals(node)) {
            try {
                usage(new Key(Limit.valueOf(parts[0]), parts[1]))
                        .learn(parts[3], Long.parseLong(parts[2]), Integer.parseInt(parts[4]), clock.millis());
            } catch (IllegalArgumentException ofAnotherVersion) {
                // It counts for itself then.
            }
        }
    }

    private Stream<String> item(Key key, long window) {
        var own = usage(key).own(window);
        return own == 0
                ? Stream.empty()
                : Stream.of(String.join(
                        BETWEEN, key.limit().name(), key.whose(), String.valueOf(window), node, String.valueOf(own)));
    }

    private Usage usage(Key key) {
        return usages.get(key, unknown -> new Usage());
    }

    private record Key(Limit limit, String whose) {}
}
