package dev.guildhall.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.MalformedBody;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whatever is sent, an accessor takes it or complains about the field; nothing else ever happens. */
class FieldsPropertiesTest {

    private static final List<Consumer<Fields>> ACCESSORS = List.of(
            fields -> fields.text("x", 10),
            fields -> fields.text("x", 10, "absent"),
            fields -> fields.nullableText("x", 10),
            fields -> fields.nullableUrl("x", 10),
            fields -> fields.secret("x", 2, 10),
            fields -> fields.integer("x", -5, 5),
            fields -> fields.optionalInteger("x", Long.MIN_VALUE, Long.MAX_VALUE),
            fields -> fields.bool("x", true),
            fields -> fields.choice("x", Map.of("a", 1)),
            fields -> fields.optionalChoice("x", Map.of("a", 1)),
            fields -> fields.json("x", JsonNodeFactory.instance.nullNode()),
            fields -> fields.texts("x"),
            fields -> fields.choices("x", Map.of("a", 1)),
            fields -> fields.integers("x", 0, 5),
            fields -> fields.ids("x"),
            fields -> fields.file("x", Set.of(".png")));

    @Property
    void takesOrRefusesEveryJsonValue(@ForAll("json") String value) {
        ACCESSORS.forEach(accessor -> ask(Fields.ofJson(JsonText.members("{\"x\":" + value + "}")), accessor));
    }

    @Property
    void takesOrRefusesEveryFormValue(@ForAll String first, @ForAll("json") String last) {
        ACCESSORS.forEach(accessor -> ask(Fields.ofForm(Map.of("x", List.of(first, last)), Map.of()), accessor));
    }

    @Property
    void readsOrRefusesEveryText(@ForAll String text) {
        try {
            JsonText.members(text);
        } catch (MalformedBody | InvalidFields refusal) {
            assertThat(refusal.status()).isEqualTo(400);
        }
    }

    @Property
    void readsOrRefusesEveryForm(@ForAll byte[] bytes) {
        try {
            UrlEncoded.parse(bytes, 10);
        } catch (MalformedBody refusal) {
            assertThat(refusal.status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<String> json() {
        var numbers = Arbitraries.of(
                "0",
                "-0",
                "-0.0",
                "1",
                "1.0",
                "5e-324",
                "1e308",
                "1e309",
                "-1e309",
                "1e-400",
                "1e2147483647",
                "1e-2147483648",
                "1e99999999999",
                "9".repeat(999),
                "0." + "9".repeat(900),
                "9223372036854775808",
                "-9223372036854775808",
                "-9223372036854775809",
                "4.5",
                "1e18",
                "1e19");
        var words = Arbitraries.of(
                "null", "true", "false", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud83d\"", "\"a\"", "\"1\"");
        var texts = Arbitraries.strings()
                .withCharRange('\u0020', '\uffff')
                .excludeChars('"', '\\')
                .ofMaxLength(30)
                .map(text -> '"' + text + '"');
        return Arbitraries.lazyOf(
                () -> numbers,
                () -> words,
                () -> texts,
                () -> json().list().ofMaxSize(4).map(elements -> '[' + String.join(",", elements) + ']'),
                () -> json().list().ofMaxSize(3).map(FieldsPropertiesTest::object));
    }

    private static String object(List<String> values) {
        var members = values.stream()
                .map(value -> "\"k\\ud800" + value.length() + "\":" + value)
                .toList();
        return '{' + String.join(",", members) + '}';
    }

    private static void ask(Fields fields, Consumer<Fields> accessor) {
        accessor.accept(fields);
        try {
            fields.check();
        } catch (InvalidFields refusal) {
            assertThat(refusal.problems()).containsOnlyKeys("x");
        }
    }
}
