package dev.guildhall.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.OpenApiContract;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatementCounter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Every list can be had in pages; without being asked, none comes in pages. */
@GuildhallTest
class PagesTest {

    private static final Pattern LINK = Pattern.compile("<([^>]+)>; rel=\"(\\w+)\"");

    @Autowired
    private Api api;

    @Autowired
    private StatementCounter statements;

    @Autowired
    private DatabaseClient database;

    private Person client;
    private Person master;
    private long order;
    private List<Long> rules;
    private long event;
    private long webhook;

    @BeforeEach
    void somethingInEveryList() {
        client = api.client();
        master = api.master();
        rules = IntStream.range(0, 2).mapToObj(number -> aRule()).toList();
        order = client.files();
        client.files();
        master.takes(order);
        master.prices(order, 100);
        master.says(order, "one");
        client.says(order, "two");
        event = api.admin()
                .get("/events/?event_type=chat.message_sent")
                .expect(200)
                .path(0)
                .path("id")
                .asLong();
        List.of(5, 6).forEach(priority -> api.admin()
                .patch("/admin/rules/" + rules.get(0) + "/", Map.of("priority", priority))
                .expect(200));
        IntStream.range(0, 3).forEach(number -> reviewed(api.client()));
        master.takes(client.files());
        IntStream.range(0, 3)
                .forEach(number ->
                        Await.done(database.sql("""
                                INSERT INTO notification (account_id, type, title, message, payload, created_at)
                                VALUES ($1, 'system', 'title', 'message', '{}', now())""").bind(0, api.admin().id()).then()));
        api.admin().post("/admin/feature-flags/", Map.of("name", "page-" + UUID.randomUUID()));
        api.admin().post("/admin/feature-flags/", Map.of("name", "page-" + UUID.randomUUID()));
        webhook = aWebhook();
        IntStream.range(0, 3)
                .forEach(number -> Await.done(database.sql("""
                                INSERT INTO delivery (channel, occasion, webhook_id, message, state, created_at, ended_at)
                                VALUES ('webhook', 'test:' || gen_random_uuid(), $1, '{}', 'dropped', now(), now())""").bind(0, webhook).then()));
    }

    @AfterEach
    void theRulesGo() {
        api.admin().delete("/admin/webhooks/" + webhook + "/");
        rules.forEach(rule -> api.admin().delete("/admin/rules/" + rule + "/"));
    }

    /** Whatever the description calls an array is a list. */
    static Stream<String> lists() {
        return OpenApiContract.read().operations().stream()
                .filter(operation ->
                        operation.method() == HttpMethod.GET && operation.path().startsWith("/api/v1/"))
                .filter(operation -> operation
                        .node()
                        .at("/responses/200/content/application~1json/schema/type")
                        .asString("")
                        .equals("array"))
                .map(OpenApiContract.Operation::path);
    }

    @Test
    void everyListComesInPagesThatAreTheListTogether() {
        assertThat(lists()).hasSizeGreaterThanOrEqualTo(20);
        lists().forEach(list -> {
            var path = filled(list);
            var reader = reader(path);
            var whole = reader.get(path);
            assertThat(links(whole)).as(path).isEmpty();
            if (whole.expect(200).size() > 60) {
                // Everybody's lists may be long by now, and change meanwhile.
                expectDistinct(reader, path);
            } else {
                assertThat(pages(reader, path + "?limit=1")).as(path).isEqualTo(items(whole.body()));
                assertThat(pages(reader, path + "?limit=2")).as(path).isEqualTo(items(whole.body()));
            }
        });
    }

    @Test
    void everyListNamesALimitOrACursorThatIsNone() {
        lists().forEach(list -> {
            var path = filled(list);
            for (var limit : List.of("0", "201", "-1", "many", "99999999999999999999")) {
                assertThat(reader(path)
                                .get(path + "?limit=" + limit)
                                .expect(400)
                                .has("limit"))
                        .as(path)
                        .isTrue();
            }
            for (var cursor : List.of("x", "AAAA", "!", "AAAAAAAAAAAAAAAAAAAAAFsiMSJd")) {
                assertThat(reader(path)
                                .get(path + "?cursor=" + cursor)
                                .expect(400)
                                .has("cursor"))
                        .as(path)
                        .isTrue();
            }
        });
    }

    @Test
    void aCursorIsGoodForItsListItsFiltersAndItsReaderAlone() {
        var cursor = cursor(client.get("/appointments/my/?limit=1"));
        var filtered = cursor(api.admin().get("/admin/appointments/?limit=1&status=NEW"));

        client.get("/appointments/my/?cursor=" + cursor).expect(200);
        assertThat(master.get("/appointments/active/?cursor=" + cursor)
                        .expect(400)
                        .has("cursor"))
                .isTrue();
        assertThat(api.client()
                        .get("/appointments/my/?cursor=" + cursor)
                        .expect(400)
                        .has("cursor"))
                .isTrue();
        api.admin()
                .get("/admin/appointments/?limit=5&status=NEW&cursor=" + filtered)
                .expect(200);
        assertThat(api.admin()
                        .get("/admin/appointments/?limit=5&status=PAID&cursor=" + filtered)
                        .expect(400)
                        .has("cursor"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"master_score", "-master_score", ""})
    void mastersComeInPagesInEveryOrder(String ordering) {
        var ours = IntStream.range(0, 5).mapToObj(number -> api.master()).toList();
        for (var i = 0; i < 3; i++) {
            Await.done(database.sql("""
                            INSERT INTO master_stats (account_id, master_score, score_updated_at) VALUES ($1, $2, now())
                            ON CONFLICT (account_id) DO UPDATE SET master_score = $2, score_updated_at = now()""")
                    .bind(0, ours.get(i).id())
                    .bind(1, 50 + i / 2)
                    .then());
        }
        var path = "/admin/masters/?ordering=" + ordering;

        assertThat(ids(pages(api.admin(), path + "&limit=3")))
                .isEqualTo(ids(items(api.admin().get(path).expect(200))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deadline", "-deadline"})
    void ordersComeInPagesInTheOrderOfTheirDeadlines(String ordering) {
        client.files();
        var path = "/admin/appointments/?client=" + client.id() + "&ordering=" + ordering;

        assertThat(ids(pages(api.admin(), path + "&limit=2")))
                .hasSizeGreaterThan(3)
                .isEqualTo(ids(items(api.admin().get(path).expect(200))));
    }

    @Test
    void whatComesMeanwhileMovesNothing() {
        var first = client.get("/appointments/my/?limit=2");
        client.files();
        var second = follow(client, first, "next");

        assertThat(ids(items(second.expect(200)))).doesNotContainAnyElementsOf(ids(items(first.expect(200))));
        assertThat(links(second)).containsOnlyKeys("first");
        assertThat(follow(client, second, "first").expect(200).size()).isEqualTo(2);
    }

    @Test
    void linksKeepTheFiltersAndTheLimit() {
        var answer = api.admin().get("/admin/appointments/?limit=1&status=IN_REVIEW&client=" + client.id());

        assertThat(links(answer).get("first"))
                .endsWith("/api/v1/admin/appointments/?status=IN_REVIEW&client=" + client.id() + "&limit=1");
    }

    @Test
    void aPageIsOneStatementThatDoesNotCountWhatCameBefore() {
        var reader = api.client();
        IntStream.range(0, 6).forEach(number -> reader.files());
        var page = reader.get("/appointments/my/?limit=2");
        while (links(page).containsKey("next")) {
            var current = page;
            var asked = statements.during(() -> follow(reader, current, "next").expect(200));
            assertThat(asked).singleElement().asString().contains("LIMIT").doesNotContain("OFFSET");
            page = follow(reader, page, "next");
        }
    }

    private String filled(String list) {
        var path = list.replace("/api/v1", "");
        return path.replace("{id}", String.valueOf(idOf(path))).replace("{table}", "behavior_flag") + "/";
    }

    private long idOf(String path) {
        if (path.startsWith("/admin/users/")) {
            return master.id();
        }
        if (path.startsWith("/admin/webhooks/")) {
            return webhook;
        }
        return path.startsWith("/events/") ? event : path.contains("/rules/") ? rules.get(0) : order;
    }

    private void reviewed(Person reviewer) {
        var filed = reviewer.files();
        master.takes(filed);
        api.admin().setsStatus(filed, "COMPLETED");
        reviewer.act(filed, "review-master", Map.of("rating", 5)).expect(201);
    }

    /** For what never happens; nobody is there. */
    private long aWebhook() {
        var webhook = Map.of("url", "http://127.0.0.1:9/hook", "event_types", List.of("test.never"));
        return api.admin()
                .post("/admin/webhooks/", webhook)
                .expect(201)
                .path("webhook")
                .path("id")
                .asLong();
    }

    private long aRule() {
        return api.admin()
                .post(
                        "/admin/rules/",
                        Map.of(
                                "name",
                                "page " + UUID.randomUUID(),
                                "trigger_event_type",
                                "chat.message_sent",
                                "action_json",
                                Map.of("type", "assign_tag", "tag", "talked")))
                .expect(201)
                .path("id")
                .asLong();
    }

    private void expectDistinct(Person reader, String path) {
        var answer = reader.get(path + "?limit=20");
        var seen = new ArrayList<>(items(answer.expect(200)));
        assertThat(seen).as(path).hasSize(20);
        answer = follow(reader, answer, "next");
        seen.addAll(items(answer.expect(200)));
        assertThat(new HashSet<>(ids(seen))).as(path).hasSize(40);
    }

    private List<JsonNode> pages(Person reader, String path) {
        List<JsonNode> all = new ArrayList<>();
        var answer = reader.get(path);
        while (true) {
            all.addAll(items(answer.expect(200)));
            assertThat(links(answer)).containsKey("first");
            if (!links(answer).containsKey("next")) {
                return all;
            }
            answer = follow(reader, answer, "next");
        }
    }

    private Answer follow(Person reader, Answer answer, String relation) {
        var uri = URI.create(String.valueOf(links(answer).get(relation)));
        return reader.get(uri.getRawPath().replace("/api/v1", "") + "?" + uri.getRawQuery());
    }

    private static String cursor(Answer answer) {
        return String.valueOf(links(answer).get("next")).replaceFirst(".*cursor=", "");
    }

    private static Map<String, String> links(Answer answer) {
        var links = new java.util.TreeMap<String, String>();
        answer.headers().getOrEmpty(HttpHeaders.LINK).forEach(value -> {
            var match = LINK.matcher(value);
            while (match.find()) {
                links.put(match.group(2), match.group(1));
            }
        });
        return links;
    }

    private Person reader(String path) {
        if (path.startsWith("/admin") || path.startsWith("/events/") || path.equals("/notifications/")) {
            return api.admin();
        }
        return path.equals("/appointments/my/") || path.contains("/" + order + "/") ? client : master;
    }

    private static List<JsonNode> items(@Nullable JsonNode list) {
        return list == null
                ? List.of()
                : list.valueStream().map(PagesTest::lasting).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Without what comes or changes by itself a moment later. */
    private static JsonNode lasting(JsonNode item) {
        return item.isObject() ? item.deepCopy().asObject().without(List.of("seal", "estimated_rows")) : item;
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream()
                .map(item -> Stream.of("id", "date", "name")
                        .map(name -> item.path(name).asString(""))
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}
