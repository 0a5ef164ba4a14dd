package dev.guildhall.notification;

import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.Switch;
import dev.guildhall.outbox.OutboxWakeUp;
import dev.guildhall.rules.ActionDescription;
import dev.guildhall.rules.ActionDescription.Parameter;
import dev.guildhall.rules.RuleAction;
import dev.guildhall.rules.RuleMatch;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rule action {@code send_telegram}: leaves a message for everybody of the target who has a Telegram account. The bot sends it after
 * the commit, so that nothing of it is said when the transaction fails, and no request waits for Telegram.
 */
@Component
class SendTelegram implements RuleAction {

    /** As Telegram has it, in characters. */
    private static final int LONGEST = 4_096;

    private final RuleMessageRepository messages;
    private final OutboxWakeUp wakeUp;
    private final FeatureFlags flags;
    private final Clock clock;

    SendTelegram(RuleMessageRepository messages, OutboxWakeUp wakeUp, FeatureFlags flags, Clock clock) {
        this.messages = messages;
        this.wakeUp = wakeUp;
        this.flags = flags;
        this.clock = clock;
    }

    @Override
    public List<ActionDescription> descriptions() {
        return List.of(ActionDescription.of(
                "send_telegram",
                "Написать в Telegram",
                "Write by Telegram",
                Recipients.TARGET,
                Recipients.USER_ID,
                Recipients.ROLE,
                Parameter.text("message", "Текст", "The text")
                        .asRequired()
                        .notEmpty()
                        .upTo(LONGEST)));
    }

    @Override
    public Mono<Boolean> isOn() {
        return flags.isOn(Switch.RULE_TELEGRAM);
    }

    @Override
    public Optional<Run> prepare(ObjectNode action) {
        return action.path("message")
                .stringValueOpt()
                .filter(text -> !text.isEmpty() && text.codePointCount(0, text.length()) <= LONGEST)
                .flatMap(text -> Recipients.target(action).map(target -> match -> leave(text, target, match)));
    }

    private Mono<Outcome> leave(String text, Function<RuleMatch, Optional<Recipients>> target, RuleMatch match) {
        return Mono.justOrEmpty(target.apply(match))
                .flatMap(recipients -> messages.leave(text, recipients, match, clock.instant()))
                .filter(left -> left > 0)
                .delayUntil(left -> wakeUp.wakeWhenCommitted())
                .map(left -> Outcome.DONE);
    }
}
