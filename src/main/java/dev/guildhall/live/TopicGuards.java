package dev.guildhall.live;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Permission;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From what is asked for to the topics it means, if the caller may watch them. */
@Component
class TopicGuards {

    private static final Pattern ONE = Pattern.compile("([a-z]+):([0-9]{1,40})");
    private static final int LONGEST_ID = 18;

    private final List<TopicGuard> guards;

    TopicGuards(List<TopicGuard> guards) {
        this.guards = guards;
    }

    /** The topics behind a name. Who watches themself watches what concerns everybody as well. */
    Flux<String> named(String name, Caller caller) {
        return switch (name) {
            case Topics.USER -> Flux.just(Topics.user(caller.id()), Topics.EVERYONE);
            case Topics.QUEUE -> permitted(caller.activeMaster(), Topics.QUEUE);
            case Topics.EVENTS -> permitted(caller.may(Permission.EVENTS_READ), Topics.EVENTS);
            default -> one(name, caller);
        };
    }

    private Flux<String> one(String name, Caller caller) {
        var match = ONE.matcher(name);
        var guard = match.matches()
                ? guards.stream().filter(it -> it.kind().equals(match.group(1))).findFirst()
                : Optional.<TopicGuard>empty();
        if (guard.isEmpty()) {
            return Flux.error(() -> InvalidFields.of("topics", "live.unknown_topic", name));
        }
        if (match.group(2).length() > LONGEST_ID) {
            return Flux.error(() -> new NotFound("error.not_found"));
        }
        var id = Long.parseLong(match.group(2));
        return Flux.concat(
                guard.get().require(id, caller).then(Mono.<String>empty()), Mono.just(match.group(1) + ":" + id));
    }

    private static Flux<String> permitted(boolean permitted, String topic) {
        return permitted ? Flux.just(topic) : Flux.error(() -> new Forbidden("error.forbidden"));
    }
}
