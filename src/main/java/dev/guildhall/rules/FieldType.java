package dev.guildhall.rules;

import static dev.guildhall.rules.Operator.CONTAINS;
import static dev.guildhall.rules.Operator.EQUAL;
import static dev.guildhall.rules.Operator.GREATER;
import static dev.guildhall.rules.Operator.GREATER_OR_EQUAL;
import static dev.guildhall.rules.Operator.IN;
import static dev.guildhall.rules.Operator.LESS;
import static dev.guildhall.rules.Operator.LESS_OR_EQUAL;
import static dev.guildhall.rules.Operator.NOT_EQUAL;
import static dev.guildhall.rules.Operator.NOT_IN;

import java.util.List;
import java.util.Locale;

/** What the value of a field is, and with which operators it can sensibly be compared. Any field may be null as well. */
public enum FieldType {
    TEXT(EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, IN, NOT_IN, CONTAINS),
    NUMBER(EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, IN, NOT_IN),
    BOOLEAN(EQUAL, NOT_EQUAL, IN, NOT_IN),
    /** A moment as a text that sorts by time, e.g. {@code 2026-11-23T06:52:19.409104Z}. */
    TIME(EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, CONTAINS),
    /** A list of texts. */
    LIST(EQUAL, NOT_EQUAL, CONTAINS),
    /** Nobody knows beforehand. */
    ANY(EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, IN, NOT_IN, CONTAINS);

    private final List<Operator> operators;

    FieldType(Operator... operators) {
        this.operators = List.of(operators);
    }

    List<Operator> operators() {
        return operators;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
