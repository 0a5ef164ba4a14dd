package dev.guildhall.rules.web;

import dev.guildhall.rules.RuleDraft;
import dev.guildhall.rules.RuleJson;
import dev.guildhall.shared.web.Fields;
import tools.jackson.databind.JsonNode;

/** Reads what a body says about a rule. What it does not mention stays as it is. */
final class RuleRequest {

    private RuleRequest() {}

    /** A body that has to name the rule and its trigger. */
    static RuleDraft whole(Fields fields, RuleDraft current) {
        return read(
                fields,
                fields.text("name", RuleDraft.LONGEST_NAME),
                fields.text("trigger_event_type", RuleDraft.LONGEST_TRIGGER),
                current);
    }

    static RuleDraft part(Fields fields, RuleDraft current) {
        return read(
                fields,
                fields.has("name") ? fields.text("name", RuleDraft.LONGEST_NAME) : current.name(),
                fields.has("trigger_event_type")
                        ? fields.text("trigger_event_type", RuleDraft.LONGEST_TRIGGER)
                        : current.triggerEventType(),
                current);
    }

    /** A rule that need not have a name, because it is not kept. */
    static RuleDraft unnamed(Fields fields, RuleDraft current) {
        return read(
                fields,
                fields.text("name", RuleDraft.LONGEST_NAME, ""),
                fields.text("trigger_event_type", RuleDraft.LONGEST_TRIGGER),
                current);
    }

    private static RuleDraft read(Fields fields, String name, String triggerEventType, RuleDraft current) {
        var active = fields.bool("is_active", current.active());
        var condition = json(fields, "condition_json", current.condition());
        var action = json(fields, "action_json", current.action());
        var description = fields.text("description", RuleDraft.LONGEST_DESCRIPTION, current.description());
        var priority = fields.optionalInteger("priority", -RuleDraft.LARGEST_PRIORITY, RuleDraft.LARGEST_PRIORITY)
                .map(Long::intValue)
                .orElse(current.priority());
        // A form of before these fields were there does not mean to say no.
        var stops = fields.has("stop_processing")
                ? fields.bool("stop_processing", current.stopProcessing())
                : current.stopProcessing();
        var cooldown = fields.optionalInteger("cooldown_seconds", 0, RuleDraft.LONGEST_COOLDOWN)
                .map(Long::intValue)
                .orElse(current.cooldownSeconds());
        fields.check();
        return new RuleDraft(name, description, active, triggerEventType, condition, action, priority, stops, cooldown);
    }

    private static JsonNode json(Fields fields, String name, JsonNode current) {
        if (!fields.has(name)) {
            return current;
        }
        var json = fields.json(name, current);
        RuleJson.problemOf(json)
                .ifPresent(problem ->
                        fields.reject(name, problem.code(), problem.arguments().toArray()));
        return json;
    }
}
