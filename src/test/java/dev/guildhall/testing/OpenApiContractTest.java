package dev.guildhall.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.testing.OpenApiContract.Answer;
import dev.guildhall.testing.OpenApiContract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.JsonNode;

class OpenApiContractTest {

    private static final OpenApiContract CONTRACT = OpenApiContract.read();
    private static final String COUNT = "{\"unread_count\": 2}";

    @ParameterizedTest
    @ValueSource(strings = {"/api/notifications/unread-count/", "/api/v1/notifications/unread-count"})
    void acceptsWhatIsDescribedUnderBothPrefixes(String path) {
        assertThatCode(() -> CONTRACT.check(answer(HttpMethod.GET, path, 200, COUNT)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"unread_count\": 2, \"extra\": 1} | extra",
                "{} | unread_count",
                "{\"unread_count\": \"2\"} | string",
                "{\"unread_count\": -1} | minimum",
                "[] | array",
                "{ | not JSON"
            })
    void refusesABodyThatIsNotAsDescribed(String body, String reason) {
        assertThatThrownBy(() -> CONTRACT.check(answer(HttpMethod.GET, "/api/notifications/unread-count/", 200, body)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("countUnreadNotifications")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAnExtraKeyOfAnOrder() {
        var order = CONTRACT.document().at("/components/schemas/Appointment/examples/0");
        var extended = order.deepCopy().asObject().put("secret", 1);

        assertThat(CONTRACT.problems("/components/schemas/Appointment", order)).isEmpty();
        assertThat(CONTRACT.problems("/components/schemas/Appointment", extended))
                .singleElement()
                .asString()
                .contains("secret");
    }

    @Test
    void refusesATimeWithoutMicroseconds() {
        var order = CONTRACT.document().at("/components/schemas/Appointment/examples/0");
        var rounded = order.deepCopy().asObject().put("created_at", "2026-11-23T06:41:02Z");

        assertThat(CONTRACT.problems("/components/schemas/Appointment", rounded))
                .singleElement()
                .asString()
                .contains("/created_at");
    }

    @Test
    void refusesAStatusThatIsNotDescribed() {
        refuses(answer(HttpMethod.GET, "/api/me/", 409, "{\"detail\": \"no\"}"), "the status is not described");
        refuses(answer(HttpMethod.GET, "/api/me/", 500, "{\"detail\": \"no\"}"), "the status is not described");
    }

    @Test
    void refusesAContentTypeThatIsNotDescribed() {
        var answer = answer(HttpMethod.GET, "/api/notifications/unread-count/", 200, COUNT);
        answer.headers().setContentType(MediaType.TEXT_HTML);
        refuses(answer, "the content type text/html is not described");
    }

    @Test
    void refusesAnAnswerWithoutItsRequestId() {
        var answer = answer(HttpMethod.GET, "/api/notifications/unread-count/", 200, COUNT);
        answer.headers().remove("X-Request-Id");
        refuses(answer, "X-Request-Id");
    }

    @Test
    void refusesABodyWhereNoneIsDescribed() {
        refuses(answer(HttpMethod.DELETE, "/api/messages/1/", 204, "{}"), "a body is not described");
    }

    @Test
    void knowsWhatIsAnsweredWhereNothingIsDescribed() {
        var wrongMethod = answer(HttpMethod.PUT, "/api/me/", 405, "{\"detail\": \"no\"}");
        wrongMethod.headers().setAllow(Set.of(HttpMethod.GET));

        assertThatCode(() -> CONTRACT.check(wrongMethod)).doesNotThrowAnyException();
        assertThatCode(() -> CONTRACT.check(answer(HttpMethod.GET, "/api/nothing/", 404, "{\"detail\": \"no\"}")))
                .doesNotThrowAnyException();
        refuses(answer(HttpMethod.GET, "/api/nothing/", 200, "{}"), "the status is not described");
        refuses(answer(HttpMethod.GET, "/api/appointments/x1/", 200, "{}"), "the status is not described");
    }

    @Test
    void knowsWhatIsAnsweredToWhatIsNoHttp() {
        for (var path : List.of("/api/appointments/%00/", "/api/appointments/1;x=y/take/", "/nothing")) {
            assertThatCode(() -> CONTRACT.check(answer(HttpMethod.POST, path, 400, "{\"detail\": \"no\"}")))
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> CONTRACT.check(answer(HttpMethod.GET, "/api/me/", 431, "{\"detail\": \"no\"}")))
                .doesNotThrowAnyException();
        refuses(answer(HttpMethod.GET, "/api/me/", 431, "{\"me\": [\"no\"]}"), "detail");
        refuses(answer(HttpMethod.GET, "/api/me/", 404, "{\"detail\": \"no\"}"), "is not described");
    }

    @Test
    void takesTheMostSpecificPath() {
        refuses(answer(HttpMethod.GET, "/api/appointments/my/", 200, "{}"), "listMyAppointments");
        refuses(answer(HttpMethod.GET, "/api/appointments/1/", 200, "[]"), "getAppointment");
    }

    @Test
    void acceptsEveryShapeOfErrors() {
        Stream.of(
                        "{\"detail\": \"no\"}",
                        "{\"rating\": [\"no\"], \"comment\": [\"no\"]}",
                        "{\"behavior_flags\": {\"1\": [\"no\"]}}",
                        "{\"non_field_errors\": [\"no\"]}")
                .map(body -> answer(HttpMethod.POST, "/api/appointments/1/review-client/", 400, body))
                .forEach(answer -> assertThatCode(() -> CONTRACT.check(answer)).doesNotThrowAnyException());
        refuses(answer(HttpMethod.POST, "/api/appointments/1/review-client/", 400, "[\"no\"]"), "array");
        refuses(answer(HttpMethod.POST, "/api/appointments/1/take/", 400, "{\"detail\": \"no\"}"), "object");
    }

    @Test
    void checksEveryAnswerOfAClientThatUsesTheFilter() {
        var api = WebTestClient.bindToRouterFunction(RouterFunctions.route()
                        .GET("/api/notifications/unread-count/", request -> ServerResponse.ok()
                                .header("X-Request-Id", "1")
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(request.queryParam("body").orElseThrow()))
                        .build())
                .configureClient()
                .filter(CONTRACT.filter())
                .build();

        api.get()
                .uri("/api/notifications/unread-count/?body={body}", COUNT)
                .exchange()
                .expectBody()
                .json(COUNT);
        assertThatThrownBy(() -> api.get()
                        .uri("/api/notifications/unread-count/?body={body}", "{}")
                        .exchange())
                .hasStackTraceContaining("countUnreadNotifications");
    }

    @Test
    void givesEveryOperationAName() {
        var names = CONTRACT.operations().stream()
                .filter(operation -> !operation.path().startsWith("/api/v1/"))
                .map(Operation::id)
                .toList();

        assertThat(names).doesNotContain("").doesNotHaveDuplicates();
    }

    @Test
    void showsExamplesThatAreRight() {
        var wrong = new ArrayList<String>();
        CONTRACT.document().at("/components/schemas").propertyStream().forEach(schema -> schema.getValue()
                .path("examples")
                .forEach(example -> CONTRACT.problems("/components/schemas/" + schema.getKey(), example)
                        .forEach(problem -> wrong.add(schema.getKey() + problem))));
        media().forEach(type -> examplesOf(type).forEach(example -> CONTRACT.problems(type.path("schema"), example)
                .forEach(problem -> wrong.add(example + problem))));

        assertThat(wrong).isEmpty();
    }

    @Test
    void showsAnExampleOfEveryBody() {
        assertThat(media()).isNotEmpty().allSatisfy(type -> assertThat(
                        examplesOf(type).isEmpty() && !hasExample(type.path("schema")))
                .as("no example of %s", type)
                .isFalse());
    }

    @Test
    void describesEverySchemaOfAnObjectWithAnExample() {
        assertThat(CONTRACT.document().at("/components/schemas").propertyStream())
                .filteredOn(schema -> !schema.getKey().equals("AppointmentFields"))
                .filteredOn(
                        schema -> schema.getValue().path("type").asString("").equals("object"))
                .allSatisfy(schema -> assertThat(schema.getValue().has("examples"))
                        .as(schema.getKey())
                        .isTrue());
    }

    private static boolean hasExample(JsonNode schema) {
        var found = CONTRACT.resolved(schema);
        return found.has("examples")
                || found.has("items") && hasExample(found.path("items"))
                || Stream.of("allOf", "oneOf")
                        .flatMap(key -> found.path(key).valueStream())
                        .anyMatch(OpenApiContractTest::hasExample)
                || found.path("properties").propertyStream().anyMatch(field -> field.getValue()
                        .has("description"));
    }

    private static List<JsonNode> examplesOf(JsonNode type) {
        var examples = new ArrayList<JsonNode>();
        type.path("examples").forEach(example -> examples.add(example.path("value")));
        if (type.has("example")) {
            examples.add(type.path("example"));
        }
        return examples;
    }

    /** Every body of every request and answer. */
    private static List<JsonNode> media() {
        return CONTRACT.operations().stream()
                .flatMap(operation -> Stream.concat(
                        Stream.of(operation.node().path("requestBody")),
                        operation.node().path("responses").valueStream()))
                .map(CONTRACT::resolved)
                .flatMap(body -> body.path("content").valueStream())
                .distinct()
                .toList();
    }

    private static void refuses(Answer answer, String reason) {
        assertThatThrownBy(() -> CONTRACT.check(answer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(reason);
    }

    private static Answer answer(HttpMethod method, String path, int status, String body) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("X-Request-Id", "1");
        return new Answer(method, path, status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
