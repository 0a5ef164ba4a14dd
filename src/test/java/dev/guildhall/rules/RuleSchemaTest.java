package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.guildhall.shared.PointedProblem;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is said to be wrong with rules, and the schema that says the same. */
@GuildhallTest
class RuleSchemaTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int RULES = 4_000;

    @Autowired
    private RuleProblems problems;

    @Autowired
    private RuleCompiler compiler;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Api api;

    private Schema schema;

    @BeforeEach
    void anAdminReadsTheSchema() {
        Person admin = api.admin();
        var served = admin.get("/admin/rules/schema/").expect(200).path("schema");
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(served.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                                |
            {"all": []}                                                                       |
            {"field": "client.risk_level", "op": ">=", "value": "HIGH"}                       |
            {"field": "appointment.total_price", "op": "==", "value": null}                   |
            {"field": "appointment.total_price", "op": "=="}                                  |
            {"field": "event.payload.status", "op": "in", "value": ["NEW", null]}             |
            {"field": "appointment.platform_tags", "op": "contains", "value": "vip"}          |
            {"not": {"field": "actor.role", "op": "!=", "value": "master"}}                   |
            null                                                                              | /condition_json
            []                                                                                | /condition_json
            "x"                                                                               | /condition_json
            {"all": {}}                                                                       | /condition_json/all
            {"any": [{}, 5]}                                                                  | /condition_json/any/1
            {"all": [], "any": []}                                                            | /condition_json/any
            {"a/b~c": 1, "all": []}                                                           | /condition_json/a~1b~0c
            {"field": "client.shoe_size", "op": "==", "value": 5}                             | /condition_json/field
            {"field": "client.risk_score", "op": "=", "value": 5}                             | /condition_json/op
            {"field": "client.is_banned", "op": ">", "value": true}                           | /condition_json/op
            {"field": "client.risk_score", "op": "contains", "value": 5}                      | /condition_json/op
            {"field": "client.risk_score", "op": ">", "value": "5"}                           | /condition_json/value
            {"field": "client.risk_score", "op": ">"}                                         | /condition_json/value
            {"field": "client.risk_level", "op": ">", "value": "huge"}                        | /condition_json/value
            {"field": "appointment.status", "op": "==", "value": "new"}                       | /condition_json/value
            {"field": "appointment.status", "op": "in", "value": "NEW"}                       | /condition_json/value
            {"field": "appointment.status", "op": "in", "value": ["NEW", "LOST"]}             | /condition_json/value/1
            {"any": [{"not": {"field": "actor.id", "op": "==", "value": true}}]}              | /condition_json/any/0/not/value
            {"field": "event.payload.to_status", "op": "==", "value": "PAID"}                 | /condition_json/field
            """)
    void pointsAtWhatIsWrongInAnCondition(String condition, String pointer) {
        assertAgreed(rule("appointment.created", condition, "{}"), pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                                |
            []                                                                                |
            {"type": "assign_tag", "tag": "x"}                                                |
            {"type": "assign_flag", "tag": "x"}                                               |
            [{"type": "request_admin_attention"}]                                             |
            {"type": "create_notification", "target": "user", "user_id": "12"}                |
            {"type": "change_status", "to_status": "CANCELLED"}                               |
            5                                                                                 | /action_json
            [{}]                                                                              | /action_json/0/type
            [{"type": "assign_tag", "tag": "x"}, "text"]                                      | /action_json/1
            {"type": "dance"}                                                                 | /action_json/type
            {"type": "assign_tag"}                                                            | /action_json/tag
            {"type": "assign_tag", "tag": ""}                                                 | /action_json/tag
            {"type": "assign_tag", "tag": "x", "colour": "red"}                               | /action_json/colour
            {"type": "change_status", "to_status": "LOST"}                                    | /action_json/to_status
            [{"type": "create_notification"}]                                                 | /action_json/0/target
            {"type": "create_notification", "target": "user"}                                 | /action_json/user_id
            {"type": "create_notification", "target": "role", "role": "boss"}                 | /action_json/role
            {"type": "create_notification", "target": "admins", "payload": "x"}               | /action_json/payload
            {"type": "create_notification", "target": "admins", "notification_type": "a very long word for such a type"} |
            {"type": "create_notification", "target": "admins", "notification_type": "a very long word for such a type!"} | /action_json/notification_type
            """)
    void pointsAtWhatIsWrongInAnAction(String action, String pointer) {
        assertAgreed(rule("appointment.created", "{}", action), pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            appointment.created  |
            custom.alarm         |
            custom.alarm.second_1|
            appointment.vanished | /trigger_event_type
            custom.              | /trigger_event_type
            """)
    void pointsAtAnEventThatDoesNotExist(String trigger, String pointer) {
        assertAgreed(rule(trigger, "{}", "{}"), pointer);
    }

    @Test
    void theCatalogueHasTheEventsAndActionsThatAreWrittenAbout() throws IOException {
        var page = Files.readString(Path.of("docs/rules.md"));
        assertThat(catalogue.events().stream().map(RuleVocabulary.EventType::type))
                .containsExactlyInAnyOrderElementsOf(firstColumn(page, "## When: events"));
        assertThat(catalogue.actions().stream().map(ActionDescription::type))
                .containsExactlyInAnyOrderElementsOf(firstColumn(page, "## Do: actions"));
    }

    @Test
    void theRuleThatIsThereFromTheBeginningMakesSense() {
        assertThat(api.admin()
                        .get("/admin/rules/")
                        .expect(200)
                        .valueStream()
                        .filter(rule -> rule.path("name").asString().startsWith("default_"))
                        .toList())
                .isNotEmpty()
                .allMatch(rule -> rule.path("problems").isEmpty());
    }

    /** The words in the first column of the first table of a chapter. */
    private static List<String> firstColumn(String page, String chapter) {
        return page.substring(page.indexOf(chapter))
                .lines()
                .dropWhile(line -> !line.startsWith("| ---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell ->
                        Pattern.compile("`([a-z_.]+)`").matcher(cell).results().map(word -> word.group(1)))
                .toList();
    }

    @Test
    void theSchemaSaysWhatTheValidatorSaysOfAnyRule() {
        var random = new Random(17);
        var sound = 0;
        for (var i = 0; i < RULES; i++) {
            var rule = anyRule(random);
            var found = pointers(rule);
            assertThat(schema.validate(rule).isEmpty()).as("%s %s", rule, found).isEqualTo(found.isEmpty());
            sound += found.isEmpty() ? 1 : 0;
        }
        assertThat(sound).isBetween(RULES / 20, RULES * 19 / 20);
    }

    @Test
    void anActionWithoutProblemsCanBePrepared() {
        var random = new Random(18);
        for (var i = 0; i < RULES; i++) {
            var action = anyAction(random);
            var rule = rule("appointment.created", "{}", action.toString());
            if (pointers(rule).isEmpty()) {
                var draft = new RuleDraft("x", true, "x", NODES.objectNode(), action);
                assertThat(compiler.compile(new Rule(1, 1, draft, java.time.Instant.EPOCH, java.time.Instant.EPOCH))
                                .actions())
                        .as(action.toString())
                        .hasSize(1);
            }
        }
    }

    private void assertAgreed(ObjectNode rule, String pointer) {
        assertThat(pointers(rule)).isEqualTo(pointer == null ? List.of() : List.of(pointer));
        assertThat(schema.validate(rule).isEmpty()).isEqualTo(pointer == null);
    }

    private List<String> pointers(ObjectNode rule) {
        return problems
                .of(new RuleDraft(
                        "x",
                        true,
                        rule.path("trigger_event_type").asString(),
                        rule.path("condition_json"),
                        rule.path("action_json")))
                .stream()
                .map(PointedProblem::pointer)
                .toList();
    }

    private static ObjectNode rule(String trigger, String condition, String action) {
        var rule = NODES.objectNode().put("name", "x").put("trigger_event_type", trigger);
        rule.set("condition_json", JSON.readTree(condition));
        rule.set("action_json", JSON.readTree(action));
        return rule;
    }

    private ObjectNode anyRule(Random random) {
        var events = catalogue.events();
        var trigger = random.nextInt(8) == 0
                ? List.of("custom.x", "no.such").get(random.nextInt(2))
                : events.get(random.nextInt(events.size())).type();
        var rule = NODES.objectNode().put("name", "x").put("trigger_event_type", trigger);
        rule.set("condition_json", anyCondition(random, 0));
        rule.set("action_json", anyActions(random));
        return rule;
    }

    private JsonNode anyCondition(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 5 : 9)) {
            case 0 -> random.nextInt(4) == 0 ? anyValue(random) : NODES.objectNode();
            case 5 -> NODES.objectNode().set("not", anyCondition(random, depth + 1));
            case 6, 7, 8 -> {
                var nodes = NODES.arrayNode();
                IntStream.range(0, random.nextInt(3)).forEach(i -> nodes.add(anyCondition(random, depth + 1)));
                var node = NODES.objectNode();
                node.set(random.nextBoolean() ? "all" : "any", random.nextInt(20) == 0 ? anyValue(random) : nodes);
                if (random.nextInt(20) == 0) {
                    node.set(random.nextBoolean() ? "any" : "field", anyValue(random));
                }
                yield node;
            }
            default -> anyComparison(random);
        };
    }

    private JsonNode anyComparison(Random random) {
        List<String> fields = new ArrayList<>(
                catalogue.fields().stream().map(RuleVocabulary.Field::path).toList());
        fields.addAll(List.of("event.payload.status", "event.payload.rating", "event.payload.x", "event", "nothing"));
        var operators = Operator.values();
        var node = NODES.objectNode();
        if (random.nextInt(30) > 0) {
            node.put("field", fields.get(random.nextInt(fields.size())));
        }
        node.put("op", random.nextInt(20) == 0 ? "like" : operators[random.nextInt(operators.length)].symbol());
        if (random.nextInt(10) > 0) {
            node.set("value", anyValue(random));
        }
        return node;
    }

    private JsonNode anyActions(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(3) == 0 ? anyValue(random) : NODES.objectNode();
            case 1 -> NODES.arrayNode().add(anyAction(random)).add(anyAction(random));
            default -> anyAction(random);
        };
    }

    private ObjectNode anyAction(Random random) {
        var known = catalogue.actions().get(random.nextInt(catalogue.actions().size()));
        var action = NODES.objectNode().put("type", random.nextInt(20) == 0 ? "dance" : known.type());
        known.parameters().stream()
                .filter(parameter -> random.nextInt(3) > 0 || parameter.required() && random.nextInt(5) > 0)
                .forEach(parameter -> {
                    if (parameter.choices().isEmpty() || random.nextInt(8) == 0) {
                        action.set(
                                parameter.name(),
                                switch (parameter.kind()) {
                                    case OBJECT -> random.nextInt(5) > 0 ? NODES.objectNode() : anyValue(random);
                                    case TEXT ->
                                        random.nextInt(8) > 0 ? NODES.stringNode("custom.x") : anyValue(random);
                                    case ACCOUNT -> random.nextInt(4) > 0 ? NODES.numberNode(5) : anyValue(random);
                                });
                    } else {
                        action.put(
                                parameter.name(),
                                parameter
                                        .choices()
                                        .get(random.nextInt(parameter.choices().size())));
                    }
                });
        return action;
    }

    private static JsonNode anyValue(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2, 3 -> NODES.numberNode(random.nextInt(100) - 10);
            case 4 -> NODES.numberNode(2.5);
            case 5 -> NODES.stringNode("High");
            case 6 -> NODES.stringNode("NEW");
            case 7 -> NODES.stringNode("client");
            case 8 -> NODES.stringNode(random.nextBoolean() ? "" : "x".repeat(40));
            case 9 -> NODES.arrayNode();
            case 10 -> NODES.arrayNode().add("NEW").add("x");
            default ->
                random.nextBoolean()
                        ? NODES.objectNode()
                        : NODES.arrayNode().add(1).addNull();
        };
    }
}
