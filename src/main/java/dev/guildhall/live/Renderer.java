package dev.guildhall.live;

import dev.guildhall.live.LiveSource.Payloads;
import dev.guildhall.live.LiveSource.Viewing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Has the sources read what lines are about. A type that nobody knows any more, or not yet, is shown without a payload. */
@Component
class Renderer {

    /** Looked up when first needed: sources may belong to beans that wake streams up. */
    private final Supplier<Map<String, LiveSource>> sources;

    Renderer(ObjectProvider<LiveSource> sources) {
        this.sources = SingletonSupplier.of(() -> byType(sources.stream().toList()));
    }

    Mono<Payloads> load(List<Viewing> viewings) {
        var known = sources.get();
        Map<LiveSource, List<Viewing>> bySource = viewings.stream()
                .filter(viewing -> known.containsKey(viewing.line().type())
                        && !viewing.readers().isEmpty())
                .collect(Collectors.groupingBy(
                        viewing -> source(known, viewing.line().type())));
        return Flux.fromIterable(bySource.entrySet())
                .concatMap(source ->
                        source.getKey().load(source.getValue()).map(loaded -> Map.entry(source.getKey(), loaded)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(loaded -> (line, reader) -> {
                    var source = known.get(line.type());
                    var payloads = source == null ? null : loaded.get(source);
                    return payloads == null ? null : payloads.of(line, reader);
                });
    }

    private static Map<String, LiveSource> byType(List<LiveSource> sources) {
        Map<String, LiveSource> byType = new HashMap<>();
        for (var source : sources) {
            for (var type : source.types()) {
                if (byType.put(type, source) != null) {
                    throw new IllegalStateException("Two sources of " + type);
                }
            }
        }
        return byType;
    }

    private static LiveSource source(Map<String, LiveSource> known, String type) {
        return Objects.requireNonNull(known.get(type));
    }
}
