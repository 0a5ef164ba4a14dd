package dev.guildhall.rules.web;

import dev.guildhall.rules.ConditionTrace;
import dev.guildhall.rules.RuleRun;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

record RunResponse(
        long ruleId,
        int ruleVersion,
        String ruleName,
        long eventId,
        String eventType,
        String entityType,
        String entityId,
        Instant eventCreatedAt,
        String verdict,
        @Nullable String reason,
        String explanation,
        int attempt,
        boolean isReplay,
        @Nullable Instant ranAt,
        @Nullable Long durationMicros,
        List<ConditionTrace.Line> trace,
        List<RuleRun.Action> actions) {

    static RunResponse from(RuleRun run, MessageSource messages, Locale language) {
        var event = run.event();
        var met = run.isPartial() ? "partial" : run.verdict();
        var word = run.reason() == null ? met : run.reason();
        return new RunResponse(
                run.ruleId(),
                run.version(),
                run.name(),
                event.id(),
                event.event().type(),
                event.event().entityType(),
                String.valueOf(event.event().entityId()),
                event.createdAt(),
                run.verdict(),
                run.reason(),
                messages.getMessage("rule.run." + word, null, language),
                run.attempt(),
                run.replayed(),
                run.ranAt(),
                run.durationMicros(),
                run.trace(),
                run.actions());
    }
}
