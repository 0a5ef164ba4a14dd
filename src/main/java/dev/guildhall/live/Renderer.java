package dev.guildhall.live;

import dev.guildhall.live.LiveSource.Payloads;
import dev.guildhall.live.LiveSource.Viewing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Has the sources read what lines are about. A type that nobody knows any more, or not yet, is shown without a payload. */
@Component
class Renderer {

    /** Looked up when first needed: sources may belong to beans that wake streams up. */
    private final ObjectProvider<LiveSource> sources;

    private volatile @Nullable Map<String, LiveSource> byType;

    Renderer(ObjectProvider<LiveSource> sources) {
        this.sources = sources;
    }

    Mono<Payloads> load(List<Viewing> viewings) {
        var known = byType();
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

    private Map<String, LiveSource> byType() {
        var known = byType;
        if (known == null) {
            known = new HashMap<>();
            for (var source : sources.stream().toList()) {
                for (var type : source.types()) {
                    if (known.put(type, source) != null) {
                        throw new IllegalStateException("Two sources of " + type);
                    }
                }
            }
            byType = known;
        }
        return known;
    }

    private static LiveSource source(Map<String, LiveSource> known, String type) {
        return Objects.requireNonNull(known.get(type));
    }
}
