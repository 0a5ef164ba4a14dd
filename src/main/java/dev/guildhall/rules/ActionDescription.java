package dev.guildhall.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one type of action is and takes. Whatever fits it can be prepared; what does not is a problem of the rule.
 *
 * @param anyOf parameters of which at least one has to be there
 */
public record ActionDescription(String type, Meaning meaning, List<Parameter> parameters, List<String> anyOf) {

    public static ActionDescription of(String type, String ru, String en, Parameter... parameters) {
        return new ActionDescription(type, new Meaning(ru, en), List.of(parameters), List.of());
    }

    public ActionDescription needingAnyOf(String... names) {
        return new ActionDescription(type, meaning, parameters, List.of(names));
    }

    /** What the value of a parameter is. */
    public enum Kind {
        TEXT,
        OBJECT,
        /** The id of an account, or its digits as a text. */
        ACCOUNT
    }

    /**
     * One key of an action.
     *
     * @param required whether it has to be there
     * @param when it has to be there when that parameter has that value, e.g. {@code target=user}
     * @param choices the words it can be; empty for any
     * @param longest in characters, 0 for any length
     * @param shortest in characters
     * @param pattern a regular expression, the same in Java and JSON Schema
     */
    public record Parameter(
            String name,
            Kind kind,
            boolean required,
            @Nullable When when,
            List<String> choices,
            int shortest,
            int longest,
            @Nullable String pattern,
            Meaning meaning) {

        public static Parameter text(String name, String ru, String en) {
            return of(name, Kind.TEXT, ru, en);
        }

        public static Parameter object(String name, String ru, String en) {
            return of(name, Kind.OBJECT, ru, en);
        }

        public static Parameter account(String name, String ru, String en) {
            return of(name, Kind.ACCOUNT, ru, en);
        }

        private static Parameter of(String name, Kind kind, String ru, String en) {
            return new Parameter(name, kind, false, null, List.of(), 0, 0, null, new Meaning(ru, en));
        }

        public Parameter asRequired() {
            return new Parameter(name, kind, true, when, choices, shortest, longest, pattern, meaning);
        }

        public Parameter requiredWhen(String parameter, String value) {
            return new Parameter(
                    name, kind, required, new When(parameter, value), choices, shortest, longest, pattern, meaning);
        }

        public Parameter among(List<String> words) {
            return new Parameter(name, kind, required, when, List.copyOf(words), shortest, longest, pattern, meaning);
        }

        public Parameter notEmpty() {
            return new Parameter(name, kind, required, when, choices, 1, longest, pattern, meaning);
        }

        public Parameter upTo(int characters) {
            return new Parameter(name, kind, required, when, choices, shortest, characters, pattern, meaning);
        }

        public Parameter matching(String expression) {
            return new Parameter(name, kind, required, when, choices, shortest, longest, expression, meaning);
        }
    }

    /** A value of another parameter. */
    public record When(String parameter, String value) {}
}
