package dev.guildhall.shared.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** All routes of all modules. Security asks it who may call, the router asks it whom to call; a path is looked up once. */
@Component
public class RouteTable {

    private static final String MATCH = RouteTable.class.getName() + ".match";

    private final List<Place> places;

    /** What keys need is made when the first one comes: commands have routes, and nobody calls them. */
    RouteTable(List<ApiRoutes> modules, ObjectProvider<IdempotencyKeys> keys, ObjectProvider<Etags> tags) {
        Map<String, Place> byPath = new LinkedHashMap<>();
        for (var module : modules) {
            var api = new Api(keys::getObject, tags::getObject, this::reader);
            module.describe(api);
            api.routes().forEach(route -> byPath.computeIfAbsent(route.path(), Place::new)
                    .add(route));
        }
        this.places = new ArrayList<>(byPath.values());
        this.places.sort(Comparator.comparing(place -> place.pattern, PathPattern.SPECIFICITY_COMPARATOR));
    }

    /** The place the path of this request leads to, if there is one. */
    public Optional<Match> find(ServerWebExchange exchange) {
        Match known = exchange.getAttribute(MATCH);
        return known != null ? Optional.of(known) : lookUp(exchange);
    }

    /** Every method and path pattern there is, e.g. {@code GET /api/v1/me}, with its rule. */
    public List<Entry> entries() {
        return places.stream()
                .flatMap(place -> place.routes.values().stream())
                .map(route -> new Entry(route.method(), route.path(), route.access()))
                .toList();
    }

    private HandlerFunction<ServerResponse> reader(String pattern) {
        return places.stream()
                .flatMap(place -> place.routes.values().stream())
                .filter(route ->
                        route.method() == HttpMethod.GET && route.path().equals("/api" + pattern))
                .map(Api.Route::handler)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing shows " + pattern));
    }

    private Optional<Match> lookUp(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().pathWithinApplication();
        for (var place : places) {
            var found = place.pattern.matchAndExtract(path);
            if (found != null) {
                var match = new Match(place, found.getUriVariables());
                exchange.getAttributes().put(MATCH, match);
                exchange.getAttributes().put(RouterFunctions.URI_TEMPLATE_VARIABLES_ATTRIBUTE, match.variables);
                exchange.getAttributes().put(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE, place.pattern);
                return Optional.of(match);
            }
        }
        return Optional.empty();
    }

    /** One route, for those who look at the whole table. */
    public record Entry(HttpMethod method, String path, Access access) {}

    /** Where a request has arrived. */
    public static final class Match {

        private final Place place;
        private final Map<String, String> variables;

        private Match(Place place, Map<String, String> variables) {
            this.place = place;
            this.variables = variables;
        }

        /** Who may call; for a method the place does not know, the rule of its first route. */
        public Access access(HttpMethod method) {
            var route = place.route(method);
            return route != null
                    ? route.access()
                    : place.routes.values().iterator().next().access();
        }

        /** The pattern as it was declared, with its prefix, e.g. {@code /api/v1/appointments/{id}}. */
        public String path() {
            return place.path;
        }

        public Set<HttpMethod> methods() {
            return new TreeSet<>(place.routes.keySet());
        }

        Optional<HandlerFunction<ServerResponse>> handler(HttpMethod method) {
            return Optional.ofNullable(place.route(method)).map(Api.Route::handler);
        }
    }

    /** A path pattern with its routes by method. */
    private static final class Place {

        private final String path;
        private final PathPattern pattern;
        private final Map<HttpMethod, Api.Route> routes = new LinkedHashMap<>();

        private Place(String path) {
            this.path = path;
            this.pattern = PathPatternParser.defaultInstance.parse(path.replace("{id}", "{id:[0-9]+}"));
        }

        private void add(Api.Route route) {
            if (routes.put(route.method(), route) != null) {
                throw new IllegalStateException("Two routes for " + route.method() + " " + route.path());
            }
        }

        /** HEAD is answered as GET without its body. */
        private Api.@Nullable Route route(HttpMethod method) {
            return routes.get(method == HttpMethod.HEAD ? HttpMethod.GET : method);
        }
    }
}
