package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RuleCompilerTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                  | 0
            []                                                  | 0
            "not an action"                                     | 0
            5                                                   | 0
            null                                                | 0
            {"type": "dance"}                                   | 1
            {"type": ["dance"]}                                 | 0
            {"type": "sing"}                                    | 0
            {"type": "dance", "incomplete": true}               | 0
            [{"type": "dance"}, {"type": "dance"}]              | 2
            [{"type": "sing"}, {}, "text", 5, null, [{"type": "dance"}], {"type": "dance"}] | 1
            """)
    void keepsTheActionsThatMakeSense(String action, int expected) {
        assertThat(compiler(new Dance()).compile(rule(JSON.readTree(action))).actions())
                .hasSize(expected);
    }

    @Test
    void refusesToWorkWhenTwoModulesOfferTheSameAction() {
        var compiler = compiler(new Dance(), new Dance());

        assertThatThrownBy(() -> compiler.compile(rule(JSON.readTree("{\"type\": \"dance\"}"))))
                .hasMessageContaining("dance");
    }

    private static RuleCompiler compiler(RuleAction... actions) {
        var beans = new StaticListableBeanFactory();
        for (var i = 0; i < actions.length; i++) {
            beans.addBean("action" + i, actions[i]);
        }
        return new RuleCompiler(beans.getBeanProvider(RuleAction.class));
    }

    private static Rule rule(JsonNode action) {
        var draft = new RuleDraft("rule", true, "x", JSON.readTree("{}"), action);
        return new Rule(1, 1, draft, Instant.EPOCH, Instant.EPOCH);
    }

    private static final class Dance implements RuleAction {

        @Override
        public List<ActionDescription> descriptions() {
            return List.of(ActionDescription.of("dance", "Танцевать", "Dance"));
        }

        @Override
        public Optional<Run> prepare(ObjectNode action) {
            return action.has("incomplete") ? Optional.empty() : Optional.of(match -> Mono.empty());
        }
    }
}
