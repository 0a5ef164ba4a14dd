package dev.guildhall.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Slice;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives lists out in pages, to those who ask for it by {@code limit} or {@code cursor}: as many, with links to the next and the first page
 * (RFC 8288). Everybody else gets the list as it always was. A cursor says after which item to go on; it is signed, and good for the list,
 * the filters and the person it was made for.
 */
@Component
public class Pages {

    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final String COUNT = "count";
    private static final String TOTAL = "X-Total-Count";
    private static final int DEFAULT_SIZE = 50;
    private static final int MOST = 200;
    private static final int SIGNATURE_BYTES = 16;
    private static final TypeReference<List<String>> KEYS = new TypeReference<>() {};

    /** Say how the list is cut, and not what is in it. */
    private static final Set<String> NO_FILTERS = Set.of(LIMIT, CURSOR, COUNT);

    private final CursorSigner signer;
    private final BaseUrls baseUrls;
    private final JsonMapper json;

    Pages(CursorSigner signer, BaseUrls baseUrls, JsonMapper json) {
        this.signer = signer;
        this.baseUrls = baseUrls;
        this.json = json;
    }

    /**
     * Answers with a list, or a page of it.
     *
     * @param list gives the slice of the list that is wanted, in the order of the list
     * @param place the values by which an item has its place in the list
     * @param shown what an item looks like
     */
    public <T> Mono<ServerResponse> answer(
            ServerRequest request,
            Caller caller,
            Function<Slice, Flux<T>> list,
            Function<T, List<?>> place,
            Function<T, ?> shown) {
        return answer(request, caller, parts(list, shown), place);
    }

    /**
     * Answers with a list, or a page of it, and tells those who ask by {@code count} how many items there are on all pages.
     *
     * @param total counts them; is not asked otherwise
     */
    public <T> Mono<ServerResponse> answer(
            ServerRequest request,
            Caller caller,
            Function<Slice, Flux<T>> list,
            Function<T, List<?>> place,
            Function<T, ?> shown,
            Mono<Long> total) {
        return Mono.defer(() -> isCounted(request)
                ? total.flatMap(count -> respond(request, caller, parts(list, shown), place, counted(count)))
                : answer(request, caller, list, place, shown));
    }

    /**
     * Answers with something that has a list in it, or a page of that.
     *
     * @param part gives what has the slice that is wanted, in the order of the list
     * @param place the values by which an item has its place in the list
     */
    public <T> Mono<ServerResponse> answer(
            ServerRequest request, Caller caller, Function<Slice, Mono<Part<T>>> part, Function<T, List<?>> place) {
        return respond(request, caller, part, place, ServerResponse.ok());
    }

    private static <T> Function<Slice, Mono<Part<T>>> parts(Function<Slice, Flux<T>> list, Function<T, ?> shown) {
        return slice -> slice.size()
                .map(size -> list.apply(slice).take(size))
                .orElseGet(() -> list.apply(slice))
                .collectList()
                .map(items -> new Part<>(
                        items, some -> some.stream().<Object>map(shown::apply).toList()));
    }

    private static boolean isCounted(ServerRequest request) {
        var params = Params.of(request);
        var counted = params.bool(COUNT);
        params.check();
        return counted.orElse(false);
    }

    /** The count is part of the tag, for it may change where the page does not. */
    private static ServerResponse.BodyBuilder counted(long count) {
        var total = String.valueOf(count);
        return ServerResponse.ok().header(TOTAL, total).eTag(total);
    }

    private <T> Mono<ServerResponse> respond(
            ServerRequest request,
            Caller caller,
            Function<Slice, Mono<Part<T>>> part,
            Function<T, List<?>> place,
            ServerResponse.BodyBuilder answer) {
        return Mono.defer(() -> {
            var wanted = wanted(request, caller);
            return wanted.isEmpty()
                    ? part.apply(Slice.ALL)
                            .map(whole -> whole.body().apply(whole.items()))
                            .flatMap(answer::bodyValue)
                    : part.apply(wanted.get().slice())
                            .flatMap(found -> page(request, caller, wanted.get(), found, place, answer));
        });
    }

    private <T> Mono<ServerResponse> page(
            ServerRequest request,
            Caller caller,
            Page wanted,
            Part<T> found,
            Function<T, List<?>> place,
            ServerResponse.BodyBuilder answer) {
        var items = found.items().subList(0, Math.min(found.items().size(), wanted.size()));
        answer.header(HttpHeaders.LINK, link(request, wanted, "", "first"));
        if (found.items().size() > wanted.size()) {
            var last = place.apply(items.get(items.size() - 1));
            answer.header(HttpHeaders.LINK, link(request, wanted, cursor(request, caller, last), "next"));
        }
        return answer.bodyValue(found.body().apply(items));
    }

    private Optional<Page> wanted(ServerRequest request, Caller caller) {
        var params = Params.of(request);
        var limit = params.integer(LIMIT, 1, MOST);
        var cursor = params.text(CURSOR);
        params.check();
        return limit.isEmpty() && cursor.isEmpty()
                ? Optional.empty()
                : Optional.of(new Page(
                        limit.map(Long::intValue).orElse(DEFAULT_SIZE),
                        cursor.map(given -> read(request, caller, given)).orElse(List.of())));
    }

    private String link(ServerRequest request, Page page, String cursor, String relation) {
        var address = UriComponentsBuilder.fromUriString(
                baseUrls.of(request) + request.uri().getRawPath() + "/");
        request.queryParams().forEach((name, values) -> {
            if (!NO_FILTERS.contains(name)) {
                values.forEach(value -> address.queryParam(encoded(name), encoded(value)));
            }
        });
        address.queryParam(LIMIT, page.size());
        if (!cursor.isEmpty()) {
            address.queryParam(CURSOR, cursor);
        }
        return "<" + address.build(true).toUriString() + ">; rel=\"" + relation + "\"";
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, UTF_8);
    }

    private String cursor(ServerRequest request, Caller caller, List<?> place) {
        var keys = json.writeValueAsString(place.stream().map(Object::toString).toList());
        var content = keys.getBytes(UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(SIGNATURE_BYTES + content.length)
                        .put(signature(request, caller, keys))
                        .put(content)
                        .array());
    }

    private List<String> read(ServerRequest request, Caller caller, String cursor) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length > SIGNATURE_BYTES) {
                var keys = new String(bytes, SIGNATURE_BYTES, bytes.length - SIGNATURE_BYTES, UTF_8);
                if (MessageDigest.isEqual(Arrays.copyOf(bytes, SIGNATURE_BYTES), signature(request, caller, keys))) {
                    return json.readValue(keys, KEYS);
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // It is no cursor, like any other text that is none.
        }
        throw InvalidFields.of(CURSOR, "field.cursor");
    }

    /** Of what a cursor says and of all it is bound to. */
    private byte[] signature(ServerRequest request, Caller caller, String keys) {
        var filters = new TreeMap<>(request.queryParams());
        filters.keySet().removeAll(NO_FILTERS);
        var bound = json.writeValueAsString(
                List.of(caller.id(), request.path().replaceFirst("^/api/v1/", "/api/"), filters.toString(), keys));
        return Arrays.copyOf(signer.sign(bound), SIGNATURE_BYTES);
    }

    /**
     * What was found of a list.
     *
     * @param body makes the answer of some of the items
     */
    public record Part<T>(List<T> items, Function<List<T>, Object> body) {}

    private record Page(int size, List<String> after) {

        /** One more than is shown, to know whether there is a next one. */
        Slice slice() {
            return new Slice(Optional.of(size + 1), after);
        }
    }
}
