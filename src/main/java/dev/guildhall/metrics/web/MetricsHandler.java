package dev.guildhall.metrics.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.metrics.DailyMetrics;
import dev.guildhall.metrics.Figure;
import dev.guildhall.metrics.Funnel;
import dev.guildhall.metrics.Metric;
import dev.guildhall.metrics.MetricsService;
import dev.guildhall.metrics.Period;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Slice;
import dev.guildhall.shared.Timestamps;
import dev.guildhall.shared.web.Csv;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers questions about the metrics. */
@Component
class MetricsHandler {

    private static final Map<String, Boolean> FORMATS = Map.of("csv", true, "json", false);
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_LINES = 100_000;

    private final MetricsService metrics;
    private final Pages pages;

    MetricsHandler(MetricsService metrics, Pages pages) {
        this.metrics = metrics;
        this.pages = pages;
    }

    Mono<ServerResponse> daily(ServerRequest request, Caller admin) {
        var params = Params.of(request);
        var from = params.day("from");
        var to = params.day("to");
        var csv = isCsv(params);
        params.check();
        return csv
                ? metrics.listAll(from, to).collectList().flatMap(days -> file("daily-metrics", csv(days)))
                : pages.answer(
                        request,
                        admin,
                        slice -> metrics.list(from, to, slice),
                        day -> List.of(day.date()),
                        Function.identity());
    }

    Mono<ServerResponse> summary(ServerRequest request, Caller admin) {
        return Mono.defer(() -> metrics.summary(period(request))).flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> funnel(ServerRequest request, Caller admin) {
        return Mono.defer(() -> metrics.funnel(period(request))).flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> figureOfDay(ServerRequest request, Caller admin) {
        return figure(request, admin, Period.of(Params.dayOf(request, "date")));
    }

    Mono<ServerResponse> figure(ServerRequest request, Caller admin) {
        return figure(request, admin, period(request));
    }

    Mono<ServerResponse> ordersAtStep(ServerRequest request, Caller admin) {
        var step = Params.wordOf(request, "step", Funnel.Step.BY_WORD);
        var period = period(request);
        return explain(request, admin, step.word(), period, slice -> metrics.funnel(step, period, slice));
    }

    private Mono<ServerResponse> figure(ServerRequest request, Caller admin, Period period) {
        var metric = Params.wordOf(request, "metric", Metric.BY_WORD);
        return explain(request, admin, metric.word(), period, slice -> metrics.figure(metric, period, slice));
    }

    private Mono<ServerResponse> explain(
            ServerRequest request, Caller admin, String name, Period period, Function<Slice, Mono<Figure>> figure) {
        return isCsv(request)
                ? figure.apply(Slice.ALL.ofAtMost(MOST_LINES))
                        .flatMap(found ->
                                file("%s-%s-%s".formatted(name, period.from(), period.to()), rows(found.rows())))
                : pages.answer(
                        request,
                        admin,
                        slice -> figure.apply(slice.ofAtMost(MOST_ROWS))
                                .map(found -> new Pages.Part<>(
                                        found.rows(), rows -> FigureResponse.of(name, period, found, rows))),
                        Figure.Row::place);
    }

    private Period period(ServerRequest request) {
        var params = Params.of(request);
        var from = params.day("from");
        var to = params.day("to");
        params.check();
        return metrics.period(from, to);
    }

    private static boolean isCsv(ServerRequest request) {
        var params = Params.of(request);
        var csv = isCsv(params);
        params.check();
        return csv;
    }

    private static boolean isCsv(Params params) {
        return params.choice("format", FORMATS).orElse(false);
    }

    private static Mono<ServerResponse> file(String name, Csv csv) {
        return ok().contentType(Csv.TYPE)
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .bodyValue(csv.toString());
    }

    private static Csv csv(List<DailyMetrics> days) {
        var csv = new Csv(
                "date",
                "gmv_total",
                "new_users",
                "new_appointments",
                "paid_appointments",
                "completed_appointments",
                "avg_time_to_first_response",
                "avg_time_to_complete",
                "conversion_new_to_paid");
        days.forEach(day -> csv.row(
                day.date(),
                day.gmvTotal(),
                day.newUsers(),
                day.newAppointments(),
                day.paidAppointments(),
                day.completedAppointments(),
                day.avgTimeToFirstResponse(),
                day.avgTimeToComplete(),
                day.conversionNewToPaid()));
        return csv;
    }

    private static Csv rows(List<Figure.Row> rows) {
        var csv = new Csv("at", "value", "weight", "appointment", "brand", "model", "status", "user", "username");
        rows.forEach(row -> csv.row(
                Timestamps.text(row.at()),
                row.value(),
                row.weight(),
                row.appointment(),
                row.brand(),
                row.model(),
                row.status(),
                row.user(),
                row.username()));
        return csv;
    }
}
