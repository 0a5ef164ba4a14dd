package dev.guildhall.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.shared.InvalidSetting;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.StatementCounter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
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
