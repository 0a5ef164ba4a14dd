package dev.guildhall.notification;

import dev.guildhall.rules.ActionDescription;
import dev.guildhall.rules.RuleAction;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The rule action {@code request_admin_attention}: tells every admin. */
@Component
class RequestAdminAttention implements RuleAction {

    private final Notifications notifications;
    private final NoticeWriter writer;

    RequestAdminAttention(Notifications notifications, NoticeWriter writer) {
        this.notifications = notifications;
        this.writer = writer;
    }

    @Override
    public List<ActionDescription> descriptions() {
        return List.of(ActionDescription.of(
                "request_admin_attention",
                "Сообщить всем администраторам",
                "Send a notification to every admin",
                NoticeDraft.TITLE,
                NoticeDraft.MESSAGE));
    }

    @Override
    public Optional<Run> prepare(ObjectNode action) {
        var draft = NoticeDraft.forAdmins(action);
        return Optional.of(match ->
                notifications.send(writer.write(draft, "notification.attention_title", match), Recipients.ADMINS));
    }
}
