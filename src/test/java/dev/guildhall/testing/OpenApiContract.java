package dev.guildhall.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Holds what the API answers against {@code docs/api/openapi.yaml}: the operation, the status, the required headers, the content
 * type and the body, key by key. A difference is an {@link AssertionError} that says where it is.
 */
public final class OpenApiContract {

    private static final String FILE = "docs/api/openapi.yaml";

    /** What is answered to a method or path that is not described. */
    private static final Map<Integer, String> ELSEWHERE =
            Map.of(400, "Malformed", 401, "Unauthorized", 403, "Forbidden", 404, "NotFound", 405, "MethodNotAllowed");

    /** What is answered before it is known which operation is meant. */
    private static final Map<Integer, String> ANYWHERE =
            Map.of(414, "Malformed", 429, "TooManyRequests", 431, "Malformed");

    private static final List<HttpMethod> METHODS =
            List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final JsonMapper json = JsonMapper.shared();
    private final JsonNode document;
    private final List<Operation> operations;
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword("components"))
                    .build(),
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ENGLISH)
                    .build()));

    private OpenApiContract(JsonNode document) {
        this.document = document;
        this.operations = operationsOf(document);
    }

    /** The description that is served by the application. */
    public static OpenApiContract read() {
        try {
            return of(new ClassPathResource("apidocs/openapi.yaml").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static OpenApiContract of(String yaml) {
        return new OpenApiContract(YAMLMapper.shared().readTree(yaml));
    }

    /** Every operation at every full path. */
    public List<Operation> operations() {
        return operations;
    }

    /** The types of frames that streams may have, but for those of the protocol. */
    public List<String> frameTypes() {
        return document.at("/components/schemas/StreamFrame/oneOf")
                .valueStream()
                .map(frame -> frame.at("/properties/event/const").asString())
                .toList();
    }

    /** Lets a client check every answer it gets. */
    public ExchangeFilterFunction filter() {
        return (request, next) -> next.exchange(request).flatMap(response -> checked(request, response));
    }

    /** Fails unless the description allows this answer to this request. */
    public void check(Answer answer) {
        if (answer.method() == HttpMethod.OPTIONS) {
            return;
        }
        var operation = operation(answer);
        var name = operation.map(Operation::id).orElse("no operation");
        var response = operation
                .map(found -> found.node().path("responses").path(String.valueOf(answer.status())))
                .filter(found -> !found.isMissingNode() || !ANYWHERE.containsKey(answer.status()))
                .map(this::resolved)
                .orElseGet(() -> elsewhere(answer));
        if (!response.isObject()) {
            throw difference(answer, name, List.of("the status is not described"));
        }
        var problems = new ArrayList<String>();
        checkHeaders(answer, response, problems);
        checkContent(answer, response, problems);
        if (!problems.isEmpty()) {
            throw difference(answer, name, problems);
        }
    }

    /** The same for an answer that came without a proper client. */
    public void check(String method, String target, RawHttp.Reply reply) {
        var headers = new HttpHeaders();
        reply.headers().forEach(headers::set);
        check(new Answer(
                HttpMethod.valueOf(method),
                target.replaceFirst("[?#].*", ""),
                reply.status(),
                headers,
                reply.body().getBytes(StandardCharsets.UTF_8)));
    }

    /** What keeps a value from being what a schema of the description says, e.g. {@code /components/schemas/Rule}. */
    List<String> problems(String pointerToSchema, JsonNode value) {
        return problems(document.at(pointerToSchema), value);
    }

    JsonNode document() {
        return document;
    }

    JsonNode resolved(JsonNode node) {
        var ref = node.path("$ref");
        return ref.isString() ? document.at(ref.asString().substring(1)) : node;
    }

    private Mono<ClientResponse> checked(ClientRequest request, ClientResponse response) {
        return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()))
                .map(OpenApiContract::bytes)
                .defaultIfEmpty(new byte[0])
                // A validator that meets a keyword for the first time loads classes.
                .publishOn(Schedulers.boundedElastic())
                .map(body -> {
                    var headers = response.headers().asHttpHeaders();
                    check(new Answer(
                            request.method(),
                            request.url().getRawPath(),
                            response.statusCode().value(),
                            headers,
                            body));
                    return response.mutate()
                            .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                            .build();
                });
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private Optional<Operation> operation(Answer answer) {
        var method = answer.method() == HttpMethod.HEAD ? HttpMethod.GET : answer.method();
        return pathOf(answer).flatMap(path -> operation(method, path));
    }

    private Optional<Operation> operation(HttpMethod method, PathContainer path) {
        return operations.stream()
                .filter(operation -> operation.pattern().matches(path))
                .min(Comparator.comparing(Operation::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                .flatMap(best -> operations.stream()
                        .filter(operation -> operation.path().equals(best.path()))
                        .filter(operation -> operation.method() == method)
                        .findFirst());
    }

    /** No path that is described has escapes or parameters in it. */
    private static Optional<PathContainer> pathOf(Answer answer) {
        return Optional.of(plain(answer.path()))
                .filter(path -> !path.contains("%") && !path.contains(";"))
                .map(PathContainer::parsePath);
    }

    private JsonNode elsewhere(Answer answer) {
        var name = ANYWHERE.getOrDefault(answer.status(), ELSEWHERE.getOrDefault(answer.status(), ""));
        return document.path("components").path("responses").path(name);
    }

    private void checkHeaders(Answer answer, JsonNode response, List<String> problems) {
        response.path("headers").propertyStream().forEach(header -> {
            if (resolved(header.getValue()).path("required").asBoolean(false)
                    && answer.headers().getFirst(header.getKey()) == null) {
                problems.add("the header " + header.getKey() + " is missing");
            }
        });
    }

    private void checkContent(Answer answer, JsonNode response, List<String> problems) {
        if (answer.method() == HttpMethod.HEAD) {
            return;
        }
        var content = response.path("content");
        var type = answer.headers().getContentType();
        if (content.isMissingNode()) {
            if (answer.body().length > 0) {
                problems.add("a body is not described");
            }
        } else if (type == null) {
            problems.add("the content type is missing");
        } else {
            checkBody(answer, type, content, problems);
        }
    }

    private void checkBody(Answer answer, MediaType type, JsonNode content, List<String> problems) {
        var essence = type.getType() + "/" + type.getSubtype();
        var described = content.has(essence) ? content.get(essence) : content.path("*/*");
        if (described.isMissingNode()) {
            problems.add("the content type " + essence + " is not described");
        } else if (essence.endsWith("ndjson")) {
            new String(answer.plainBody(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> problems.addAll(problems(described.path("schema"), json.readTree(line))));
        } else if (essence.endsWith("json")) {
            parsed(answer, problems).ifPresent(body -> problems.addAll(problems(described.path("schema"), body)));
        }
    }

    private Optional<JsonNode> parsed(Answer answer, List<String> problems) {
        try {
            return Optional.of(json.readTree(answer.plainBody()));
        } catch (JacksonException malformed) {
            problems.add("the body is not JSON: " + malformed.getOriginalMessage());
            return Optional.empty();
        }
    }

    /** One at a time: what is checked for the first time is compiled, and watchers of streams check on threads of their own. */
    synchronized List<String> problems(JsonNode schema, JsonNode value) {
        var errors = schemas.computeIfAbsent(schema, this::compiled).validate(value);
        var telling = errors.stream().filter(error -> !isFollowUp(error)).toList();
        return (telling.isEmpty() ? errors : telling)
                .stream().map(OpenApiContract::told).toList();
    }

    /** When one property of a composed object is wrong, the validator calls all of them unevaluated. */
    private static boolean isFollowUp(Error error) {
        return error.getKeyword().equals("unevaluatedProperties");
    }

    private static String told(Error error) {
        return error.getInstanceLocation() + ": " + error.getMessage();
    }

    /** References lead to {@code #/components}, so those go along with every schema. */
    private Schema compiled(JsonNode schema) {
        var root = (ObjectNode) schema.deepCopy();
        root.set("components", document.path("components"));
        return registry.getSchema(root);
    }

    private static AssertionError difference(Answer answer, String operation, List<String> problems) {
        var body = new String(answer.plainBody(), StandardCharsets.UTF_8);
        return new AssertionError("%s %s answered %d, which %s (%s) does not allow:%n  %s%nHeaders: %s%nBody: %s"
                .formatted(
                        answer.method(),
                        answer.path(),
                        answer.status(),
                        FILE,
                        operation,
                        String.join(System.lineSeparator() + "  ", problems),
                        answer.headers(),
                        body.length() > 2000 ? body.substring(0, 2000) + "…" : body));
    }

    private static List<Operation> operationsOf(JsonNode document) {
        var operations = new ArrayList<Operation>();
        document.path("paths").propertyStream().forEach(path -> {
            for (var prefix : prefixes(path.getValue().path("servers"), document)) {
                for (var method : METHODS) {
                    Optional.ofNullable(path.getValue().get(method.name().toLowerCase(Locale.ROOT)))
                            .map(node -> operation(method, prefix + path.getKey(), node, document))
                            .ifPresent(operations::add);
                }
            }
        });
        return List.copyOf(operations);
    }

    private static List<String> prefixes(JsonNode own, JsonNode document) {
        var servers = own.isMissingNode() ? document.path("servers") : own;
        return servers.valueStream()
                .map(server -> withoutSlash(server.path("url").asString()))
                .toList();
    }

    private static Operation operation(HttpMethod method, String path, JsonNode node, JsonNode document) {
        var security = node.has("security") ? node.path("security") : document.path("security");
        var bearer = security.valueStream().anyMatch(requirement -> requirement.has("bearerAuth"));
        var plain = plain(path);
        var pattern = PathPatternParser.defaultInstance.parse(plain.replace("{id}", "{id:[0-9]+}"));
        return new Operation(method, plain, node.path("operationId").asString(), bearer, pattern, node);
    }

    /** The root is nothing but a slash. */
    private static String plain(String path) {
        return path.equals("/") ? path : withoutSlash(path);
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * What can be asked for.
     *
     * @param path with its prefix, without the slash at the end, e.g. {@code /api/v1/appointments/{id}}
     * @param bearer whether an access token is needed
     */
    public record Operation(
            HttpMethod method, String path, String id, boolean bearer, PathPattern pattern, JsonNode node) {}

    /**
     * A request and what came back.
     *
     * @param path as it was sent, without the query
     */
    public record Answer(HttpMethod method, String path, int status, HttpHeaders headers, byte[] body) {

        byte[] plainBody() {
            if (!"gzip".equals(headers.getFirst(HttpHeaders.CONTENT_ENCODING))) {
                return body;
            }
            try (var zipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return zipped.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
