package dev.guildhall.shared.web;

import dev.guildhall.shared.FieldProblem;
import dev.guildhall.shared.GivenUp;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Refusal;
import dev.guildhall.shared.TooManyRequests;
import dev.guildhall.shared.Unavailable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says why a request failed, in the shapes of the original service, or as RFC 9457 problem details to a caller who accepts
 * {@code application/problem+json}. The only place that renders errors.
 */
@Component
@Order(-2)
class ErrorRenderer implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorRenderer.class);
    private static final String CHALLENGE = "Bearer realm=\"api\"";

    private final MessageSource messages;
    private final JsonMapper json;

    /** Makes the messages be read now: the first reader would otherwise be an event loop, which must not touch a file. */
    ErrorRenderer(MessageSource messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
        WebConfiguration.LANGUAGES.forEach(language -> messages.getMessage("error.internal", null, language));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        var refusal = toRefusal(exchange, failure);
        var locale = Languages.of(exchange);
        var asProblem = wantsProblem(exchange);
        response.setStatusCode(HttpStatusCode.valueOf(refusal.status()));
        response.getHeaders()
                .setContentType(asProblem ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON);
        addHeaders(response.getHeaders(), refusal, failure);
        var body = body(refusal, locale, asProblem);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** What is answered to a refusal. */
    Replays.Answer answer(ServerWebExchange exchange, Refusal refusal) {
        var asProblem = wantsProblem(exchange);
        var headers = new HttpHeaders();
        headers.setContentType(asProblem ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON);
        addHeaders(headers, refusal, refusal);
        Map<String, List<String>> plain = new LinkedHashMap<>();
        headers.forEach((name, values) -> plain.put(name, List.copyOf(values)));
        return new Replays.Answer(refusal.status(), plain, body(refusal, Languages.of(exchange), asProblem), false);
    }

    /** What is said of a refusal that comes from below the application. */
    byte[] body(int status, Locale locale, boolean asProblem) {
        return body(new Rendered(status, "error.refused"), locale, asProblem);
    }

    private byte[] body(Refusal refusal, Locale locale, boolean asProblem) {
        return json.writeValueAsBytes(asProblem ? problem(refusal, locale) : plain(refusal, locale));
    }

    private static Refusal toRefusal(ServerWebExchange exchange, Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (failure instanceof ResponseStatusException refused) {
            return byStatus(refused.getStatusCode().value(), refused);
        }
        if (failure instanceof DataBufferLimitException) {
            return new Rendered(413, "error.body_too_large");
        }
        if (isDatabaseAway(failure)) {
            LOG.warn("{}: the database is away: {}", name(exchange), failure.toString());
            return new Unavailable("error.unavailable");
        }
        if (GivenUp.is(failure)) {
            LOG.warn("{}: the database has given it up: {}", name(exchange), failure.toString());
            return new Unavailable("error.unavailable");
        }
        LOG.error("{} failed", name(exchange), failure);
        return new Rendered(500, "error.internal");
    }

    private static Refusal byStatus(int status, ResponseStatusException refused) {
        return switch (status) {
            case 400 ->
                new Rendered(
                        400, refused instanceof ServerWebInputException ? "error.malformed_body" : "error.refused");
            case 404 -> new NotFound("error.unknown_path");
            case 405 -> new Rendered(405, "error.method_not_allowed", method(refused));
            case 413 -> new Rendered(413, "error.body_too_large");
            case 415 -> new Rendered(415, "error.unsupported_media_type");
            default -> new Rendered(status, status < 500 ? "error.refused" : "error.internal");
        };
    }

    private static String method(ResponseStatusException refused) {
        return refused instanceof MethodNotAllowedException other ? other.getHttpMethod() : "";
    }

    private static boolean isDatabaseAway(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof TransientDataAccessResourceException
                || failure instanceof QueryTimeoutException;
    }

    private static void addHeaders(HttpHeaders headers, Refusal refusal, Throwable failure) {
        if (refusal.status() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (failure instanceof MethodNotAllowedException other) {
            headers.setAllow(other.getSupportedMethods());
        }
        if (refusal instanceof TooManyRequests impatient) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(impatient.retryAfter().toSeconds()));
        }
        if (refusal.status() == 503) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
    }

    private Object plain(Refusal refusal, Locale locale) {
        if (refusal instanceof InvalidFields invalid) {
            var fields = fields(invalid, locale);
            addPointed(fields, invalid, locale);
            return fields;
        }
        var message = message(refusal, locale);
        return refusal.isBareList() ? List.of(message) : Map.of("detail", message);
    }

    private Map<String, Object> problem(Refusal refusal, Locale locale) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title(refusal.status()));
        problem.put("status", refusal.status());
        problem.put("detail", message(refusal, locale));
        problem.put("code", refusal.code());
        if (refusal instanceof InvalidFields invalid) {
            problem.put("errors", fields(invalid, locale));
            addPointed(problem, invalid, locale);
        }
        return problem;
    }

    private static String title(int status) {
        var known = HttpStatus.resolve(status);
        return known == null ? String.valueOf(status) : known.getReasonPhrase();
    }

    private Map<String, Object> fields(InvalidFields invalid, Locale locale) {
        Map<String, Object> fields = new LinkedHashMap<>();
        invalid.problems().forEach((field, problems) -> fields.put(field, field(problems, locale)));
        return fields;
    }

    private void addPointed(Map<String, Object> body, InvalidFields invalid, Locale locale) {
        if (!invalid.pointed().isEmpty()) {
            body.put("problems", PointedText.of(invalid.pointed(), messages, locale));
        }
    }

    /** A list of messages, or when elements of a list are bad, the messages by the place of the element. */
    private Object field(List<FieldProblem> problems, Locale locale) {
        if (problems.get(0).index() < 0) {
            return problems.stream().map(problem -> message(problem, locale)).toList();
        }
        Map<String, List<String>> elements = new LinkedHashMap<>();
        problems.forEach(problem -> elements.put(String.valueOf(problem.index()), List.of(message(problem, locale))));
        return elements;
    }

    private String message(Refusal refusal, Locale locale) {
        return messages.getMessage(refusal.code(), refusal.arguments(), locale);
    }

    private String message(FieldProblem problem, Locale locale) {
        return messages.getMessage(problem.code(), problem.arguments().toArray(), locale);
    }

    private static boolean wantsProblem(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getValuesAsList(HttpHeaders.ACCEPT).stream()
                .anyMatch(accepted -> accepted.startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE));
    }

    private static String name(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() + " " + exchange.getRequest().getPath();
    }

    /** What the framework refused, in our words. */
    private static final class Rendered extends Refusal {

        private Rendered(int status, String code, Object... arguments) {
            super(status, code, arguments);
        }
    }
}
