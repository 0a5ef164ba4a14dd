package dev.guildhall.rules;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What an admin says about a rule.
 *
 * @param condition free JSON within the limits of {@link RuleJson#problemOf}; what makes no sense in it is not met
 * @param action free JSON within the same limits; what makes no sense in it is skipped
 */
public record RuleDraft(String name, boolean active, String triggerEventType, JsonNode condition, JsonNode action) {

    public static final int LONGEST_NAME = 150;
    public static final int LONGEST_TRIGGER = 120;

    /** Where a new rule begins: active, met by every event, doing nothing. */
    public static RuleDraft blank() {
        var nothing = JsonNodeFactory.instance.objectNode();
        return new RuleDraft("", true, "", nothing, nothing);
    }
}
