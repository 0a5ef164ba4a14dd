package dev.guildhall.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class NoticeDraftTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void cutsATitleWithoutCuttingACharacter() {
        var title = "x".repeat(254) + "😀😀";
        var draft = NoticeDraft.of(JSON.createObjectNode().put("title", title)).orElseThrow();
        assertThat(draft.title()).contains("x".repeat(254) + "😀");
    }

    @Test
    void skipsATypeThatCannotBeKept() {
        assertThat(NoticeDraft.of(action("{\"notification_type\": \"%s\"}".formatted("ж".repeat(32)))))
                .isPresent();
        assertThat(NoticeDraft.of(action("{\"notification_type\": \"%s\"}".formatted("ж".repeat(33)))))
                .isEmpty();
        assertThat(NoticeDraft.of(action("{\"notification_type\": [1]}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"notification_type\": null, \"title\": \"\", \"message\": 5, \"payload\": [1]}",
                "{\"notification_type\": \"\", \"title\": null, \"payload\": \"x\"}"
            })
    void leavesToTheDefaultsWhatIsNotSaid(String action) {
        assertThat(NoticeDraft.of(action(action))).hasValueSatisfying(draft -> {
            assertThat(draft.type()).isEqualTo("system");
            assertThat(draft.title()).isEmpty();
            assertThat(draft.message()).isEmpty();
            assertThat(draft.payload()).isEmpty();
        });
    }

    @Test
    void takesTitleAndMessageForAdminsAndNothingElse() {
        var draft = NoticeDraft.forAdmins(action(
                "{\"title\": \"Help\", \"message\": \"now\", \"notification_type\": \"x\", \"payload\": {\"a\": 1}}"));
        assertThat(draft.type()).isEqualTo("system");
        assertThat(draft.title()).contains("Help");
        assertThat(draft.message()).contains("now");
        assertThat(draft.payload()).isEmpty();
    }

    private static ObjectNode action(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
