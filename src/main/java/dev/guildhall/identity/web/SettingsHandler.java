package dev.guildhall.identity.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.identity.SettingsService;
import dev.guildhall.identity.SettingsService.Change;
import dev.guildhall.identity.SlaSettings;
import dev.guildhall.identity.SystemSettings;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Fields;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class SettingsHandler {

    private static final int LONGEST = 50_000;

    private final SettingsService settings;
    private final BodyReader bodies;

    SettingsHandler(SettingsService settings, BodyReader bodies) {
        this.settings = settings;
        this.bodies = bodies;
    }

    Mono<ServerResponse> get(ServerRequest request, Caller caller) {
        return settings.get().flatMap(SettingsHandler::answer);
    }

    Mono<ServerResponse> change(ServerRequest request, Caller caller) {
        return bodies.with(request, body -> settings.change(change(body.fields())))
                .flatMap(SettingsHandler::answer);
    }

    private static Mono<ServerResponse> answer(SystemSettings current) {
        return ok().eTag(current.version()).bodyValue(current);
    }

    private static Change change(Fields fields) {
        var change = new Change(
                text(fields, "bank_requisites"),
                text(fields, "crypto_requisites"),
                text(fields, "instructions"),
                number(fields, "sla_response_minutes", SlaSettings.MOST_MINUTES),
                number(fields, "sla_completion_hours", SlaSettings.MOST_HOURS));
        fields.check();
        return change;
    }

    private static @Nullable Integer number(Fields fields, String name, int most) {
        return fields.optionalInteger(name, 1, most).map(Long::intValue).orElse(null);
    }

    private static @Nullable String text(Fields fields, String name) {
        return fields.has(name) ? fields.text(name, LONGEST, "") : null;
    }
}
