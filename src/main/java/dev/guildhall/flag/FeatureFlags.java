package dev.guildhall.flag;

import dev.guildhall.bus.Evictable;
import dev.guildhall.flag.FeatureFlag.Evaluation;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Role;
import dev.guildhall.shared.Slice;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells whether features are on. All flags are kept in memory until one of them changes, on whatever node: asking costs no statement.
 */
@Component
public class FeatureFlags implements Evictable {

    /** What flags are called among the things nodes tell each other to forget. */
    static final String KIND = "feature_flag";

    private final FlagRepository repository;
    private volatile Mono<Map<String, FeatureFlag>> known;

    FeatureFlags(FlagRepository repository) {
        this.repository = repository;
        this.known = loadedOnce();
    }

    /** Whether a part of the platform is switched on, at this moment and for nobody in particular. */
    public Mono<Boolean> isOn(Switch part) {
        return Mono.defer(() -> known).map(flags -> part.isOn(flags.get(part.flag())));
    }

    /** Does something if that part of the platform is switched on by then, and nothing otherwise. */
    public <T> Mono<T> whenOn(Switch part, Mono<T> work) {
        return isOn(part).filter(on -> on).flatMap(on -> work);
    }

    /** Whether a flag is on for whoever is asking; an unknown flag is off. */
    public Mono<Boolean> isOn(String name, Caller caller) {
        return isOn(name, caller.id(), caller.role());
    }

    /**
     * Whether a flag is on; an unknown flag is off.
     *
     * @param userId null for nobody in particular
     * @param role the user's, or any other; null when there is none to go by
     */
    public Mono<Boolean> isOn(String name, @Nullable Long userId, @Nullable Role role) {
        return Mono.defer(() -> known).map(flags -> {
            var flag = flags.get(name);
            return flag != null && flag.isOnFor(userId, role);
        });
    }

    /** What every flag there is says to whoever is asking, by name; or a slice of that. */
    public Flux<Evaluation> evaluate(Caller caller, Slice slice) {
        return Mono.defer(() -> known).flatMapIterable(flags -> flags.values().stream()
                .sorted(Comparator.comparing(FeatureFlag::name))
                .filter(flag ->
                        slice.after().stream().allMatch(last -> flag.name().compareTo(last) > 0))
                .limit(slice.size().orElse(Integer.MAX_VALUE))
                .map(flag -> flag.evaluate(caller.id(), caller.role()))
                .toList());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void evict(String key) {
        evictAll();
    }

    /** Whoever asks from now on loads anew; what is being loaded goes to those who were waiting for it, and is forgotten. */
    @Override
    public void evictAll() {
        known = loadedOnce();
    }

    private Mono<Map<String, FeatureFlag>> loadedOnce() {
        return Evictable.readOnce(repository.list(Slice.ALL).collectMap(FeatureFlag::name));
    }
}
