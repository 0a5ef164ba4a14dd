package dev.guildhall.admin.web;

import dev.guildhall.admin.Maintenance;
import dev.guildhall.admin.Maintenance.Action;
import dev.guildhall.admin.SystemService;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.Body;
import dev.guildhall.shared.web.BodyReader;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class SystemHandler {

    private static final Map<String, Action> ACTIONS = Map.of(
            "check", Action.CHECK,
            "migrate", Action.MIGRATE,
            "collectstatic", Action.COLLECTSTATIC,
            "clearsessions", Action.CLEARSESSIONS);

    private final SystemService system;
    private final Maintenance maintenance;
    private final BodyReader bodies;

    SystemHandler(SystemService system, Maintenance maintenance, BodyReader bodies) {
        this.system = system;
        this.maintenance = maintenance;
        this.bodies = bodies;
    }

    Mono<ServerResponse> status(ServerRequest request, Caller caller) {
        return system.status().flatMap(ServerResponse.ok()::bodyValue);
    }

    Mono<ServerResponse> runAction(ServerRequest request, Caller caller) {
        return bodies.with(
                        request, body -> Mono.fromSupplier(() -> action(body)).flatMap(maintenance::run))
                .map(ActionResult::from)
                .flatMap(result -> ServerResponse.status(result.success() ? HttpStatus.OK : HttpStatus.BAD_REQUEST)
                        .bodyValue(result));
    }

    private static Action action(Body body) {
        var fields = body.fields();
        var action = fields.choice("action", ACTIONS);
        fields.check();
        return action;
    }

    record ActionResult(String action, boolean success, double durationSeconds, String stdout, String stderr) {

        static ActionResult from(Maintenance.Outcome outcome) {
            return new ActionResult(
                    outcome.action().name().toLowerCase(Locale.ROOT),
                    outcome.done().success(),
                    outcome.took().toMillis() / 1000.0,
                    outcome.done().said(),
                    outcome.done().complaint());
        }
    }
}
