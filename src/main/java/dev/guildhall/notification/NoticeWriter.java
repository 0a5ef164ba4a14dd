package dev.guildhall.notification;

import dev.guildhall.rules.RuleMatch;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** Puts notices into words. */
@Component
class NoticeWriter {

    /** Recipients may read any language; this is the platform's own. */
    private static final Locale LANGUAGE = Locale.forLanguageTag("ru");

    private final MessageSource messages;

    /** Speaks once, because the texts are read from disk at the first word, and later words are spoken on event loops. */
    NoticeWriter(MessageSource messages) {
        this.messages = messages;
        say("notification.default_message", "");
    }

    /**
     * The notice of a draft, for an event.
     *
     * @param defaultTitle message code of the title the notice gets when the draft has none; it names the rule
     */
    Notice write(NoticeDraft draft, String defaultTitle, RuleMatch match) {
        var payload = JsonNodeFactory.instance
                .objectNode()
                .put("rule_id", match.ruleId())
                .put("event_id", match.event().id());
        payload.setAll(draft.payload());
        return new Notice(
                draft.type(),
                draft.title().orElseGet(() -> Notice.cutTitle(say(defaultTitle, match.ruleName()))),
                draft.message()
                        .orElseGet(() -> say(
                                "notification.default_message",
                                match.event().event().type())),
                payload,
                match.idOf("appointment"));
    }

    /** A notice of the platform itself, see {@link AdminNotices#send}. */
    Notice write(String code, String argument) {
        return new Notice(
                Notice.SYSTEM,
                Notice.cutTitle(say(code + "_title", argument)),
                say(code, argument),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty());
    }

    String say(String code, Object... arguments) {
        return messages.getMessage(code, arguments, LANGUAGE);
    }
}
