package dev.guildhall.rules.web;

import dev.guildhall.rules.RuleDraft;
import dev.guildhall.rules.RuleSimulation;
import dev.guildhall.rules.RuleSimulation.Question;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.web.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is to be simulated: a rule as one would write it, or one that is kept, or the one in place of the other. */
final class SimulationRequest {

    private static final int USUAL = 1_000;
    private static final int LONGEST_MOMENT = 40;

    private SimulationRequest() {}

    static Question read(Fields fields) {
        var ruleId = fields.optionalInteger("rule_id", 1, Long.MAX_VALUE);
        var from = moment(fields, "from");
        var to = moment(fields, "to");
        var usual = from.isPresent() || to.isPresent() ? RuleSimulation.MOST_EVENTS : USUAL;
        var last = fields.optionalInteger("last", 1, RuleSimulation.MOST_EVENTS)
                .map(Long::intValue)
                .orElse(usual);
        var rule = fields.has("rule") ? fields.object("rule") : Optional.<Fields>empty();
        if (rule.isEmpty() && ruleId.isEmpty()) {
            fields.reject("rule", "field.required");
        }
        fields.check();
        return new Question(rule.map(SimulationRequest::draft), ruleId, last, from, to);
    }

    /** The name does not matter. What is wrong with a field of it is wrong with the rule. */
    private static RuleDraft draft(Fields rule) {
        try {
            return RuleRequest.unnamed(rule, RuleDraft.blank());
        } catch (InvalidFields inside) {
            throw new InvalidFields(Map.of(
                    "rule",
                    inside.problems().values().stream().flatMap(List::stream).toList()));
        }
    }

    private static Optional<Instant> moment(Fields fields, String name) {
        return fields.nullableText(name, LONGEST_MOMENT).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant())
                        .filter(moment ->
                                moment.isAfter(Instant.EPOCH) && moment.isBefore(Instant.parse("9999-01-01T00:00:00Z")))
                        .or(() -> refused(fields, name));
            } catch (DateTimeException malformed) {
                return refused(fields, name);
            }
        });
    }

    private static Optional<Instant> refused(Fields fields, String name) {
        fields.reject(name, "rule.moment");
        return Optional.empty();
    }
}
