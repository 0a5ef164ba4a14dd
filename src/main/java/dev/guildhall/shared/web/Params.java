package dev.guildhall.shared.web;

import dev.guildhall.shared.FieldProblem;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.NotFound;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Path variables and query parameters, read without surprises. An empty parameter is a missing one. Collects the problems of a query
 * and reports all of them by {@link #check()}.
 */
public final class Params {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    private static final int LONGEST_SEARCH = 100;

    private final ServerRequest request;
    private final Map<String, List<FieldProblem>> problems = new LinkedHashMap<>();

    private Params(ServerRequest request) {
        this.request = request;
    }

    public static Params of(ServerRequest request) {
        return new Params(request);
    }

    /** The {@code {id}} of the path. An id larger than any there can be is unknown like every other. */
    public static long id(ServerRequest request) {
        return parseLong(request.pathVariable("id")).orElseThrow(() -> new NotFound("error.not_found"));
    }

    /** A calendar day of the path; what is none is unknown. */
    public static LocalDate dayOf(ServerRequest request, String variable) {
        return parseDay(request.pathVariable(variable)).orElseThrow(() -> new NotFound("error.not_found"));
    }

    /** What a word of the path stands for; any other is unknown. */
    public static <T> T wordOf(ServerRequest request, String variable, Map<String, T> values) {
        var value = values.get(request.pathVariable(variable));
        if (value == null) {
            throw new NotFound("error.not_found");
        }
        return value;
    }

    public Optional<String> text(String name) {
        var value = request.queryParam(name).filter(given -> !given.isEmpty());
        if (value.filter(given -> given.indexOf('\0') >= 0).isPresent()) {
            reject(name, "field.nul");
            return Optional.empty();
        }
        return value;
    }

    /** As {@link #text(String)}, refused when it is longer than this many characters. */
    public Optional<String> text(String name, int most) {
        return text(name).filter(value -> {
            var fits = value.codePointCount(0, value.length()) <= most;
            if (!fits) {
                reject(name, "field.max_length", most);
            }
            return fits;
        });
    }

    /** What is looked for in a list: the parameter {@code q}, stripped. */
    public Optional<String> sought() {
        return text("q", LONGEST_SEARCH).map(String::strip).filter(words -> !words.isEmpty());
    }

    /** Who did something: the parameter {@code actor}, the id of an account or a name. */
    public Actor actor() {
        var given = text("actor");
        var id = given.filter(actor -> actor.matches("[0-9]{1,18}")).map(Long::valueOf);
        return new Actor(id, id.isPresent() ? Optional.empty() : given);
    }

    /** Words between commas, none of them empty, each once. */
    public Optional<List<String>> words(String name) {
        return text(name).map(given -> Arrays.stream(given.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList());
    }

    /** A whole number; its like is refused when malformed, and cut to the range of 64 bits when too large. */
    public Optional<Long> integer(String name) {
        return text(name).flatMap(given -> parsed(name, given, "field.integer", Params::parseSaturated));
    }

    /** A whole number of a range. */
    public Optional<Long> integer(String name, long min, long max) {
        return integer(name).filter(value -> {
            if (value < min || value > max) {
                reject(name, "field.range", min, max);
            }
            return value >= min && value <= max;
        });
    }

    /** A calendar day, {@code YYYY-MM-DD}. */
    public Optional<LocalDate> day(String name) {
        return text(name).flatMap(given -> parsed(name, given, "field.date", Params::parseDay));
    }

    /** One of these words: the value it stands for. */
    public <T> Optional<T> choice(String name, Map<String, T> values) {
        return text(name)
                .flatMap(given -> parsed(name, given, "field.choice", word -> Optional.ofNullable(values.get(word))));
    }

    /** Notes it when what was read of a parameter is not there. */
    public <T> Optional<T> require(String name, Optional<T> read) {
        if (read.isEmpty() && !problems.containsKey(name)) {
            reject(name, "field.required");
        }
        return read;
    }

    /** Yes or no: {@code true} or {@code 1}, {@code false} or {@code 0}. */
    public Optional<Boolean> bool(String name) {
        return text(name).flatMap(given -> parsed(name, given, "field.boolean", Params::parseBoolean));
    }

    /** A moment with its offset, such as {@code 2026-11-23T07:52:19Z}. A plus that was not escaped has become a space. */
    public Optional<Instant> moment(String name) {
        return text(name).flatMap(given -> parsed(name, given, "field.moment", Params::parseMoment));
    }

    /** Fails with every problem found so far. */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidFields(problems);
        }
    }

    private <T> Optional<T> parsed(String name, String given, String code, Function<String, Optional<T>> parser) {
        var value = parser.apply(given.strip());
        if (value.isEmpty()) {
            reject(name, code);
        }
        return value;
    }

    private void reject(String name, String code, Object... arguments) {
        problems.put(name, List.of(FieldProblem.of(code, arguments)));
    }

    /** Somebody by their id or else by their name; neither when nobody is meant. */
    public record Actor(Optional<Long> id, Optional<String> name) {}

    private static Optional<Long> parseLong(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private static Optional<Long> parseSaturated(String given) {
        if (!given.matches("-?[0-9]{1,400}")) {
            return Optional.empty();
        }
        return parseLong(given).or(() -> Optional.of(given.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE));
    }

    private static Optional<Boolean> parseBoolean(String given) {
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> Optional.of(true);
            case "false", "0", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> parseMoment(String given) {
        try {
            var moment = OffsetDateTime.parse(given.replace(' ', '+'));
            return Optional.of(moment)
                    .filter(it -> it.getYear() > 0 && it.getYear() <= 9999)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> parseDay(String given) {
        try {
            return Optional.of(LocalDate.parse(given, DAY)).filter(day -> day.getYear() > 0);
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
