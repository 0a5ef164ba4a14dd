package dev.guildhall.rules;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What an admin says about a rule.
 *
 * @param description what it is for, in the author's words
 * @param condition free JSON within the limits of {@link RuleJson#problemOf}; what makes no sense in it is not met
 * @param action free JSON within the same limits; what makes no sense in it is skipped
 * @param priority rules of one event run in this order, the lowest first, then in the order of their ids
 * @param stopProcessing whether no rule after it acts on an event that it has met
 * @param cooldownSeconds how long it leaves an order alone after it has acted on it
 */
public record RuleDraft(
        String name,
        String description,
        boolean active,
        String triggerEventType,
        JsonNode condition,
        JsonNode action,
        int priority,
        boolean stopProcessing,
        int cooldownSeconds) {

    public static final int LONGEST_NAME = 150;
    public static final int LONGEST_TRIGGER = 120;

    /** In characters. */
    public static final int LONGEST_DESCRIPTION = 2_000;

    public static final int LARGEST_PRIORITY = 1_000_000;

    /** In seconds: a year. */
    public static final int LONGEST_COOLDOWN = 366 * 86_400;

    private static final int USUAL_PRIORITY = 100;

    /** One that is nothing special. */
    public RuleDraft(String name, boolean active, String triggerEventType, JsonNode condition, JsonNode action) {
        this(name, "", active, triggerEventType, condition, action, USUAL_PRIORITY, false, 0);
    }

    /** Where a new rule begins: active, met by every event, doing nothing. */
    public static RuleDraft blank() {
        var nothing = JsonNodeFactory.instance.objectNode();
        return new RuleDraft("", true, "", nothing, nothing);
    }
}
