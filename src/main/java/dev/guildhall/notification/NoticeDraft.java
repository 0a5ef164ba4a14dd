package dev.guildhall.notification;

import dev.guildhall.rules.ActionDescription.Parameter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the action of a rule wants people to be told.
 *
 * @param title empty for the default one
 * @param message empty for the default one
 * @param payload values on top of those every notice carries
 */
record NoticeDraft(String type, Optional<String> title, Optional<String> message, ObjectNode payload) {

    static final Parameter TITLE = Parameter.text("title", "Заголовок", "The title");
    static final Parameter MESSAGE = Parameter.text("message", "Текст", "The text");
    static final Parameter TYPE = Parameter.text("notification_type", "Вид уведомления", "Kind of the notification")
            .upTo(Notice.LONGEST_TYPE);
    static final Parameter PAYLOAD = Parameter.object("payload", "Данные для приложения", "Values for the app");

    /** In the words of the action; empty when its type cannot be kept. A title that is too long is cut, a payload that is no object is none. */
    static Optional<NoticeDraft> of(ObjectNode action) {
        return type(action.path("notification_type"))
                .map(type -> new NoticeDraft(type, title(action), text(action, "message"), payload(action)));
    }

    /** For admins, in the words of the action. */
    static NoticeDraft forAdmins(ObjectNode action) {
        return new NoticeDraft(
                Notice.SYSTEM, title(action), text(action, "message"), JsonNodeFactory.instance.objectNode());
    }

    private static Optional<String> type(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return Optional.of(Notice.SYSTEM);
        }
        return given.stringValueOpt()
                .map(type -> type.isEmpty() ? Notice.SYSTEM : type)
                .filter(type -> type.codePointCount(0, type.length()) <= Notice.LONGEST_TYPE);
    }

    private static Optional<String> title(ObjectNode action) {
        return text(action, "title").map(Notice::cutTitle);
    }

    private static Optional<String> text(ObjectNode action, String name) {
        return action.path(name).stringValueOpt().filter(text -> !text.isEmpty());
    }

    private static ObjectNode payload(ObjectNode action) {
        return action.path("payload") instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
    }
}
