package dev.guildhall.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.RecordedEvent;
import dev.guildhall.rules.RuleMatch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RecipientsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"target": "actor"}                       | 1 |
            {"target": "client"}                      | 2 |
            {"target": "user", "user_id": 7}          | 7 |
            {"target": "user", "user_id": "7"}        | 7 |
            {"target": "admins"}                      |   | admin
            {"target": "role", "role": "master"}      |   | master
            """)
    void readsATarget(String action, @Nullable Long account, @Nullable String role) {
        assertThat(recipients(action)).contains(new Recipients(account, role));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"target\": \"everybody\"}",
                "{\"target\": [\"actor\"]}",
                "{\"target\": \"user\"}",
                "{\"target\": \"user\", \"user_id\": \"abc\"}",
                "{\"target\": \"user\", \"user_id\": 1.5}",
                "{\"target\": \"user\", \"user_id\": 99999999999999999999}",
                "{\"target\": \"user\", \"user_id\": \"99999999999999999999\"}",
                "{\"target\": \"role\", \"role\": \"wizard\"}",
                "{\"target\": \"role\"}"
            })
    void skipsATargetThatMakesNoSense(String action) {
        assertThat(Recipients.target(action(action))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "{\"target\": \"master\"}")
    void isNobodyWhenTheEventHasNone(String action) {
        assertThat(recipients(action)).isEmpty();
    }

    private static Optional<Recipients> recipients(String action) {
        var facts = action("{\"actor\": {\"id\": 1}, \"client\": {\"id\": 2}, \"master\": {\"id\": null}}");
        var match = new RuleMatch(5, "rule", new RecordedEvent(6, Instant.EPOCH, 1, new Nothing(), facts));
        return Recipients.target(action(action)).orElseThrow().apply(match);
    }

    private static ObjectNode action(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    private record Nothing() implements DomainEvent {

        @Override
        public String type() {
            return "x";
        }

        @Override
        public String entityType() {
            return "Appointment";
        }

        @Override
        public long entityId() {
            return 1;
        }

        @Override
        public @Nullable Actor actor() {
            return null;
        }

        @Override
        public Map<String, @Nullable Object> payload() {
            return Map.of();
        }

        @Override
        public Map<String, @Nullable Object> facts() {
            return Map.of();
        }
    }
}
