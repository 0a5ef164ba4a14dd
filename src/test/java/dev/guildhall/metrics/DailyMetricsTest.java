package dev.guildhall.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.guildhall.shared.InvalidSetting;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.StatementCounter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Every test has years of its own, in which nothing else happens. */
@GuildhallTest
class DailyMetricsTest {

    private static final AtomicInteger YEARS = new AtomicInteger(3000);

    @Autowired
    private MetricsService metrics;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Api api;

    @Autowired
    private WebTestClient web;

    @Autowired
    private StatementCounter statements;

    private int year;

    @BeforeEach
    void findAQuietYear() {
        year = YEARS.incrementAndGet();
    }

    private LocalDate day(String monthAndDay) {
        return LocalDate.parse(year + "-" + monthAndDay);
    }

    private long account(String created) {
        return Objects.requireNonNull(database.sql(
                        "INSERT INTO account (username, role, created_at) VALUES (:name, 'client', :at) RETURNING id")
                .bind("name", UUID.randomUUID().toString())
                .bind("at", Instant.parse(year + "-" + created))
                .mapValue(Long.class)
                .one()
                .block());
    }

    private void order(
            long client,
            String status,
            int price,
            String created,
            @Nullable String taken,
            @Nullable String confirmed,
            @Nullable String started,
            @Nullable String completed) {
        database.sql("""
                        INSERT INTO appointment (client_id, brand, model, lock_type, description, status, total_price,
                                                 created_at, taken_at, payment_confirmed_at, started_at, completed_at)
                        VALUES (:client, 'B', 'M', 'PIN', 'D', :status, :price,
                                :created::timestamptz, nullif(:taken, '')::timestamptz, nullif(:confirmed, '')::timestamptz,
                                nullif(:started, '')::timestamptz, nullif(:completed, '')::timestamptz)
                        """)
                .bind("client", client)
                .bind("status", status)
                .bind("price", price)
                .bind("created", text(created))
                .bind("taken", text(taken))
                .bind("confirmed", text(confirmed))
                .bind("started", text(started))
                .bind("completed", text(completed))
                .then()
                .block();
    }

    private String text(@Nullable String time) {
        return time == null ? "" : year + "-" + time;
    }

    private DailyMetrics computed(LocalDate day) {
        metrics.compute(day, day).blockLast();
        return Objects.requireNonNull(
                metrics.list(Optional.of(day), Optional.of(day)).single().block());
    }

    @Test
    void addsUpADay() {
        var client = account("05-10T08:00:00Z");
        account("05-09T08:00:00Z");
        order(
                client,
                "COMPLETED",
                1000,
                "05-10T09:00:00Z",
                "05-10T09:00:10Z",
                "05-10T10:00:00Z",
                "05-10T11:00:00Z",
                "05-10T12:00:00Z");
        order(
                client,
                "IN_PROGRESS",
                200,
                "05-10T09:00:00Z",
                "05-10T09:00:05Z",
                "05-10T10:00:00Z",
                "05-10T11:00:00Z",
                null);
        order(client, "CANCELLED", 5000, "05-10T09:00:00Z", null, "05-10T10:00:00Z", null, null);
        order(
                client,
                "COMPLETED",
                30,
                "05-01T09:00:00Z",
                "05-01T10:00:00Z",
                "05-02T10:00:00Z",
                "05-10T11:59:30Z",
                "05-10T12:00:00Z");
        order(
                client,
                "COMPLETED",
                40,
                "05-01T09:00:00Z",
                "05-01T10:00:00Z",
                "05-02T10:00:00Z",
                null,
                "05-10T12:00:00Z");

        assertThat(computed(day("05-10"))).isEqualTo(new DailyMetrics(day("05-10"), 1200, 1, 3, 3, 3, 7.5, 1815, 1));
    }

    @Test
    void aResponseBeforeTheFilingCountsAsImmediate() {
        var client = account("05-11T08:00:00Z");
        order(client, "IN_REVIEW", 1, "05-11T09:00:00Z", "05-11T08:00:00Z", null, null, null);
        order(client, "IN_REVIEW", 1, "05-11T09:00:00Z", "05-11T09:00:01Z", null, null, null);
        order(client, "NEW", 1, "05-11T09:00:00Z", null, null, null, null);

        var day = computed(day("05-11"));

        assertThat(day.avgTimeToFirstResponse()).isEqualTo(0.5);
        assertThat(day.conversionNewToPaid()).isZero();
    }

    @Test
    void conversionIsZeroWithoutNewOrders() {
        var client = account("06-01T08:00:00Z");
        order(client, "PAID", 10, "06-01T09:00:00Z", null, "06-02T10:00:00Z", null, null);

        var day = computed(day("06-02"));

        assertThat(day.paidAppointments()).isEqualTo(1);
        assertThat(day.conversionNewToPaid()).isZero();
    }

    /** In Berlin, the clocks go ahead on the last Sunday of March at 2 o'clock. */
    @Test
    void theDayWhenTheClocksGoAheadHas23Hours() {
        var sunday = Stream.iterate(day("03-31"), day -> day.minusDays(1))
                .filter(day -> day.getDayOfWeek().getValue() == 7)
                .findFirst()
                .orElseThrow();
        var before = sunday.minusDays(1).toString().substring(5);
        var on = sunday.toString().substring(5);
        account(before + "T22:59:59.999999Z");
        account(before + "T23:00:00Z");
        account(on + "T21:59:59.999999Z");
        account(on + "T22:00:00Z");

        assertThat(computed(sunday).newUsers()).isEqualTo(2);
        assertThat(computed(sunday.minusDays(1)).newUsers()).isEqualTo(1);
        assertThat(computed(sunday.plusDays(1)).newUsers()).isEqualTo(1);
    }

    @Test
    void computingAgainReplaces() {
        account("07-01T08:00:00Z");
        assertThat(computed(day("07-01")).newUsers()).isEqualTo(1);

        account("07-01T09:00:00Z");
        assertThat(computed(day("07-01")).newUsers()).isEqualTo(2);
    }

    @Test
    void computesARangeInFewStatements() {
        var counted = statements.during(() -> assertThat(metrics.compute(day("01-01"), day("02-28"))
                        .collectList()
                        .block())
                .hasSize(59)
                .startsWith(day("01-01"))
                .endsWith(day("02-28")));

        assertThat(counted).hasSize(2);
        assertThat(metrics.compute(day("02-02"), day("02-01")).count().block()).isZero();
    }

    @Test
    void listsNewestFirstWithinTheBounds() {
        metrics.compute(day("08-01"), day("08-05")).blockLast();

        var listed = api.admin()
                .get("/admin/metrics/daily/?from=%s&to=%s".formatted(day("08-02"), day("08-04")))
                .expect(200);

        assertThat(listed.valueStream().map(row -> row.path("date").asString()))
                .containsExactly(
                        day("08-04").toString(),
                        day("08-03").toString(),
                        day("08-02").toString());
    }

    @Test
    void openBoundsAndTheEndsOfTimeAreFine() {
        metrics.compute(day("01-01"), day("12-31")).blockLast();
        metrics.compute(day("12-31").plusDays(1), day("12-31").plusDays(2)).blockLast();

        assertThat(api.admin()
                        .get("/admin/metrics/daily/?from=&to=")
                        .expect(200)
                        .size())
                .isEqualTo(365);
        assertThat(api.admin()
                        .get("/admin/metrics/daily/?from=0001-01-01&to=9999-12-31")
                        .expect(200)
                        .size())
                .isEqualTo(365);
        assertThat(metrics.compute(LocalDate.of(1, 1, 1), LocalDate.of(1, 1, 1))
                        .count()
                        .block())
                .isEqualTo(1);
        assertThat(metrics.compute(LocalDate.of(9999, 12, 31), LocalDate.of(9999, 12, 31))
                        .count()
                        .block())
                .isEqualTo(1);
    }

    /** Whatever a day says, its rows say as well: how many there are, and what they add up to. */
    @ParameterizedTest
    @EnumSource
    void everyFigureOfADayIsMadeOfItsRows(Metric metric) {
        busyDays();
        for (var day : List.of(day("09-01"), day("09-02"), day("09-03"))) {
            var shown = api.admin()
                    .get("/admin/metrics/daily/?from=%s&to=%s".formatted(day, day))
                    .expect(200)
                    .path(0);
            var figure = api.admin()
                    .get("/admin/metrics/daily/%s/%s/".formatted(day, metric.word()))
                    .expect(200);

            assertThat(figure.path("value").asDouble())
                    .as("%s of %s", metric, day)
                    .isEqualTo(shown.path(metric.word()).asDouble());
            assertThat(figure.path("count").asInt())
                    .isEqualTo(figure.path("rows").size());
            assertThat(added(figure.path("rows")))
                    .isCloseTo(figure.path("value").asDouble(), within(0.01));
            assertThat(figure.path("rows").valueStream().map(row -> row.path("at")
                            .asString()))
                    .isSorted();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRowsOfAFigureComeInPages(Metric metric) {
        busyDays();
        comeInPages("summary/" + metric.word() + "/?from=%s&to=%s".formatted(day("09-01"), day("09-03")));
    }

    /** Also when an order is filed and paid at the same moment, and two facts of it make up one figure. */
    @Test
    void theRowsOfADayAndOfAStepComeInPages() {
        var client = account("09-01T08:00:00Z");
        for (var time : List.of("09-01T09:00:00Z", "09-01T09:00:00Z", "09-01T10:00:00Z")) {
            order(client, "PAID", 1, time, null, time, null, null);
        }

        assertThat(comeInPages("daily/" + day("09-01") + "/conversion_new_to_paid/"))
                .hasSize(6);
        assertThat(comeInPages("funnel/paid/?from=%1$s&to=%1$s".formatted(day("09-01"))))
                .hasSize(3);
    }

    /** Without those there are no rows, but still what the figure is. */
    @Test
    void behindTheLastRowTheFigureIsTheSame() {
        var client = account("09-01T08:00:00Z");
        for (var hour : List.of("09", "10")) {
            order(client, "NEW", 1, "09-01T" + hour + ":00:00Z", null, null, null, null);
        }
        var first = api.admin().get("/admin/metrics/daily/" + day("09-01") + "/new_appointments/?limit=1");
        database.sql("DELETE FROM appointment WHERE created_at = :at")
                .bind("at", Instant.parse(year + "-09-01T10:00:00Z"))
                .then()
                .block();

        var rest = api.admin().get(next(first).orElseThrow()).expect(200);

        assertThat(rest.path("rows")).isEmpty();
        assertThat(rest.path("count").asInt()).isEqualTo(1);
        assertThat(rest.path("value").asInt()).isEqualTo(1);
    }

    @Test
    void aFigureNamesTheOrdersAndPeopleBehindIt() {
        busyDays();

        var paid = api.admin()
                .get("/admin/metrics/daily/%s/gmv_total/".formatted(day("09-01")))
                .expect(200);
        var people = api.admin()
                .get("/admin/metrics/daily/%s/new_users/".formatted(day("09-01")))
                .expect(200);

        assertThat(paid.path("value").asInt()).isEqualTo(1200);
        assertThat(paid.path("rows")
                        .valueStream()
                        .map(row ->
                                row.path("value").asInt() + row.path("status").asString()))
                .containsExactlyInAnyOrder("1000COMPLETED", "200IN_PROGRESS");
        assertThat(people.at("/rows/0/appointment").isNull()).isTrue();
        assertThat(people.at("/rows/0/username").asString()).isNotEmpty();
    }

    /** Card, chart and file: one query. */
    @Test
    void theListTheFileAndTheSummaryAgree() {
        busyDays();
        var period = "?from=%s&to=%s".formatted(day("09-01"), day("09-03"));

        var listed = api.admin().get("/admin/metrics/daily/" + period).expect(200);
        var summary = api.admin().get("/admin/metrics/summary/" + period).expect(200);
        var file = csv("/admin/metrics/daily/" + period + "&format=csv");

        assertThat(file.lines().skip(1).toList())
                .isEqualTo(listed.valueStream()
                        .map(row -> row.valueStream().map(JsonNode::asString).collect(Collectors.joining(",")))
                        .toList());
        assertThat(summary.path("days").asInt()).isEqualTo(3);
        for (var metric :
                List.of("gmv_total", "new_users", "new_appointments", "paid_appointments", "completed_appointments")) {
            assertThat(summary.path(metric).asInt())
                    .as(metric)
                    .isEqualTo(listed.valueStream()
                            .mapToInt(row -> row.path(metric).asInt())
                            .sum());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFigureOfSomeDaysIsMadeOfItsRows(Metric metric) {
        busyDays();
        var period = "?from=%s&to=%s".formatted(day("09-01"), day("09-03"));

        var summary = api.admin().get("/admin/metrics/summary/" + period).expect(200);
        var figure = api.admin()
                .get("/admin/metrics/summary/%s/%s".formatted(metric.word(), period))
                .expect(200);

        assertThat(figure.path("value").asDouble())
                .isEqualTo(summary.path(metric.word()).asDouble());
    }

    @Test
    void theFunnelLosesNobodyUnseen() {
        busyDays();
        var period = "?from=%s&to=%s".formatted(day("09-01"), day("09-03"));

        var steps =
                api.admin().get("/admin/metrics/funnel/" + period).expect(200).path("steps");

        assertThat(steps.valueStream().map(step -> step.path("step").asString() + step.path("count")))
                .containsExactly("filed5", "taken4", "priced4", "marked_paid3", "paid3", "started2", "completed1");
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.path(i);
            assertThat(step.path("count").asInt()
                            - step.path("lost").asInt()
                            - step.path("waiting").asInt())
                    .isEqualTo(
                            i + 1 < steps.size()
                                    ? steps.path(i + 1).path("count").asInt()
                                    : 1);
            assertThat(api.admin()
                            .get("/admin/metrics/funnel/%s/%s"
                                    .formatted(step.path("step").asString(), period))
                            .expect(200)
                            .path("count"))
                    .isEqualTo(step.path("count"));
        }
        assertThat(steps.at("/4/lost").asInt()).isEqualTo(1);
        assertThat(steps.at("/4/share").asDouble()).isEqualTo(0.6);
        assertThat(steps.at("/4/share_of_previous").asDouble()).isEqualTo(1);
    }

    @Test
    void aFileOfRowsHoldsNoFormula() {
        var client = account("09-05T08:00:00Z");
        database.sql("UPDATE account SET username = '=1+1,\"' || id WHERE id = :id")
                .bind("id", client)
                .then()
                .block();

        var file = csv("/admin/metrics/daily/%s/new_users/?format=csv".formatted(day("09-05")));

        assertThat(file).startsWith("at,value,weight,appointment,brand,model,status,user,username\r\n");
        assertThat(file).endsWith("," + client + ",\"'=1+1,\"\"" + client + "\"\r\n");
    }

    @Test
    void periodsAreTheLastThirtyDaysUnlessTheySayOtherwise() {
        var byDefault = api.admin().get("/admin/metrics/summary/").expect(200);
        assertThat(LocalDate.parse(byDefault.path("from").asString()).plusDays(29))
                .isEqualTo(LocalDate.parse(byDefault.path("to").asString()));

        var until = api.admin().get("/admin/metrics/funnel/?to=" + day("03-30")).expect(200);
        assertThat(until.path("from").asString()).isEqualTo(day("03-01").toString());

        var wrong = api.admin()
                .get("/admin/metrics/summary/?from=%s&to=%s".formatted(day("03-30"), day("03-29")))
                .expect(400);
        assertThat(wrong.propertyNames()).containsExactly("to");
    }

    @Test
    void whatIsNoFigureNoDayAndNoFormatIsRefused() {
        for (var path : List.of(
                "daily/2026-01-01/nonsense/",
                "daily/yesterday/gmv_total/",
                "daily/2026-02-30/gmv_total/",
                "summary/nonsense/",
                "funnel/nonsense/")) {
            assertThat(api.admin().get("/admin/metrics/" + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(api.admin()
                        .get("/admin/metrics/daily/?format=xml")
                        .expect(400)
                        .propertyNames())
                .containsExactly("format");
    }

    @Test
    void namesFiguresThatHaveDrifted() {
        busyDays();
        var from = Optional.of(day("09-01"));
        var to = Optional.of(day("09-03"));
        database.sql("DELETE FROM metrics_change WHERE moment >= :from AND moment < :to")
                .bind("from", Instant.parse(day("08-31") + "T00:00:00Z"))
                .bind("to", Instant.parse(day("09-30") + "T00:00:00Z"))
                .then()
                .block();
        assertThat(metrics.verify(from, to).block()).isEqualTo(new Verification(3, 0, List.of()));

        database.sql("UPDATE daily_metrics SET gmv_total = 7 WHERE date = :date")
                .bind("date", day("09-01"))
                .then()
                .block();
        database.sql("DELETE FROM daily_metrics WHERE date = :date")
                .bind("date", day("09-02"))
                .then()
                .block();

        assertThat(Objects.requireNonNull(metrics.verify(from, to).block()).drifts())
                .containsExactly(
                        new DriftedDay(day("09-01"), "gmv_total", "7", "1200"),
                        new DriftedDay(
                                day("09-02"), "date", "missing", day("09-02").toString()));
    }

    /** Three days with orders in all states, computed. */
    private void busyDays() {
        var client = account("09-01T08:00:00Z");
        account("09-01T22:30:00Z");
        order(
                client,
                "COMPLETED",
                1000,
                "09-01T09:00:00Z",
                "09-01T09:00:10Z",
                "09-01T10:00:00Z",
                "09-01T11:00:00Z",
                "09-02T12:00:00Z");
        order(
                client,
                "IN_PROGRESS",
                200,
                "09-01T09:00:00Z",
                "09-01T09:00:05Z",
                "09-01T10:00:00Z",
                "09-03T11:00:00Z",
                null);
        order(client, "CANCELLED", 5000, "09-01T09:30:00Z", "09-01T09:31:00Z", "09-01T10:00:00Z", null, null);
        order(client, "AWAITING_PAYMENT", 70, "09-02T09:00:00Z", "09-02T09:30:00Z", null, null, null);
        unpriced(client, "09-03T21:00:00Z");
        metrics.compute(day("09-01"), day("09-03")).blockLast();
    }

    private void unpriced(long client, String created) {
        order(client, "NEW", 1, created, null, null, null, null);
        database.sql("UPDATE appointment SET total_price = NULL WHERE client_id = :client AND status = 'NEW'")
                .bind("client", client)
                .then()
                .block();
    }

    private List<JsonNode> comeInPages(String path) {
        var whole = api.admin().get("/admin/metrics/" + path).expect(200);
        List<JsonNode> rows = new ArrayList<>();
        Optional<String> page = Optional.of("/admin/metrics/" + path + (path.contains("?") ? "&" : "?") + "limit=1");
        while (page.isPresent()) {
            var answer = api.admin().get(page.get());
            assertThat(withoutRows(answer.expect(200))).isEqualTo(withoutRows(whole));
            answer.body().path("rows").forEach(rows::add);
            page = next(answer);
        }
        assertThat(rows).isEqualTo(whole.path("rows").valueStream().toList());
        return rows;
    }

    private static JsonNode withoutRows(JsonNode figure) {
        return figure.deepCopy().asObject().without("rows");
    }

    /** Where the next page is, if there is one. */
    private static Optional<String> next(Answer answer) {
        return answer.headers().getOrEmpty(HttpHeaders.LINK).stream()
                .filter(link -> link.endsWith("rel=\"next\""))
                .map(link -> link.substring(link.indexOf("/api/v1") + "/api/v1".length(), link.indexOf('>')))
                .findFirst();
    }

    private static double added(JsonNode rows) {
        var value = rows.valueStream()
                .mapToDouble(row -> row.path("value").asDouble())
                .sum();
        var weighted = rows.valueStream().anyMatch(row -> !row.path("weight").isNull());
        var weight = rows.valueStream()
                .mapToDouble(row -> row.path("weight").asDouble(0))
                .sum();
        return !weighted ? value : weight == 0 ? 0 : value / weight;
    }

    private String csv(String path) {
        var answer = web.get()
                .uri("/api/v1" + path)
                .header("Authorization", "Bearer " + api.admin().token())
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv;charset=UTF-8")
                .expectHeader()
                .valueMatches("Content-Disposition", "attachment; filename=\"[a-z0-9_-]+[.]csv\"")
                .expectBody()
                .returnResult();
        return new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
    }

    @Test
    void refusesWhatIsNoDayUnderItsName() {
        JsonNode problems = api.admin()
                .get("/admin/metrics/daily/?from=yesterday&to=2026-02-30")
                .expect(400);

        assertThat(problems.propertyNames()).containsExactlyInAnyOrder("from", "to");
        assertThat(api.admin().get("/admin/metrics/daily/?from=0000-01-01").status())
                .isEqualTo(400);
    }

    @Test
    void isForAdminsOnly() {
        assertThat(api.client().get("/admin/metrics/daily/").status()).isEqualTo(403);
    }

    @Test
    void anUnknownTimeZoneIsRefusedByTheNameOfItsSetting() {
        assertThatThrownBy(() -> new MetricsProperties("Mars/Olympus"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("TIME_ZONE");
    }
}
