package dev.guildhall.rules;

import dev.guildhall.shared.Version;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A rule as an admin wrote it. The JSON in it is not to be changed.
 *
 * @param version counts its changes, beginning with 1
 * @param draft what an admin may say about it
 */
public record Rule(long id, int version, RuleDraft draft, Instant createdAt, Instant updatedAt) {

    public String name() {
        return draft.name();
    }

    public boolean active() {
        return draft.active();
    }

    public String triggerEventType() {
        return draft.triggerEventType();
    }

    public JsonNode condition() {
        return draft.condition();
    }

    public JsonNode action() {
        return draft.action();
    }

    /** Names the state of the rule. */
    public String state() {
        return Version.of(this);
    }
}
