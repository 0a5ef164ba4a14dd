package dev.guildhall.metrics.web;

import dev.guildhall.metrics.Figure;
import dev.guildhall.metrics.Period;
import java.time.LocalDate;
import java.util.List;

/** A figure of some days, and the rows it is made of. */
record FigureResponse(String metric, LocalDate from, LocalDate to, double value, long count, List<Figure.Row> rows) {

    static FigureResponse of(String metric, Period period, Figure figure, List<Figure.Row> rows) {
        return new FigureResponse(metric, period.from(), period.to(), figure.value(), figure.count(), rows);
    }
}
