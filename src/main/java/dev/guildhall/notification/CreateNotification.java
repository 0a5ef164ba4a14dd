package dev.guildhall.notification;

import dev.guildhall.rules.ActionDescription;
import dev.guildhall.rules.RuleAction;
import dev.guildhall.rules.RuleMatch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The rule action {@code create_notification}: tells whom the rule names what it says. */
@Component
class CreateNotification implements RuleAction {

    private final Notifications notifications;
    private final NoticeWriter writer;

    CreateNotification(Notifications notifications, NoticeWriter writer) {
        this.notifications = notifications;
        this.writer = writer;
    }

    @Override
    public List<ActionDescription> descriptions() {
        return List.of(ActionDescription.of(
                "create_notification",
                "Отправить уведомление",
                "Send a notification",
                Recipients.TARGET,
                Recipients.USER_ID,
                Recipients.ROLE,
                NoticeDraft.TITLE,
                NoticeDraft.MESSAGE,
                NoticeDraft.TYPE,
                NoticeDraft.PAYLOAD));
    }

    @Override
    public Optional<Run> prepare(ObjectNode action) {
        return NoticeDraft.of(action)
                .flatMap(draft -> Recipients.target(action).map(target -> match -> send(draft, target, match)));
    }

    private Mono<Outcome> send(NoticeDraft draft, Function<RuleMatch, Optional<Recipients>> target, RuleMatch match) {
        return Mono.justOrEmpty(target.apply(match))
                .flatMap(recipients ->
                        notifications.send(writer.write(draft, "notification.default_title", match), recipients));
    }
}
