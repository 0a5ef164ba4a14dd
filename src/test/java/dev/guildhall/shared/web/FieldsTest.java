package dev.guildhall.shared.web;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.guildhall.shared.FieldProblem;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.MalformedBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class FieldsTest {

    private static final Map<String, Integer> CHOICES = Map.of("one", 1, "two", 2);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"Xiaomi\"            | Xiaomi",
                "\"  Xiaomi \\n\"      | Xiaomi",
                "\"\\u00a0x\\u2003\\u0085\\u001f\" | x",
                "\"one\\ntwo\"         | `one\ntwo`",
                "5                     | 5",
                "-0.50                 | -0.50",
                "1e3                   | 1e3",
                "1e400                 | 1e400",
                "\"\\ud83d\\udcf1\"    | 📱",
            },
            delimiter = '|')
    void takesTextsAndNumbersAsText(String given, String text) {
        accepted(given, fields -> fields.text("x", 20)).isEqualTo(text);
        accepted(given, fields -> fields.text("x", 20, "absent")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "null              | field.null",
                "true              | field.text",
                "[\"x\"]           | field.text",
                "{}                | field.text",
                "\"\"              | field.blank",
                "\" \\u00a0 \"     | field.blank",
                "\"a\\u0000b\"     | field.nul",
                "\"\\ud800\"       | field.surrogate",
                "\"\\udc00\\ud800\"| field.surrogate",
                "\"x\\ud800y\"     | field.surrogate",
                "\"123456\"        | field.max_length",
                "123456            | field.max_length",
            },
            delimiter = '|')
    void refusesWhatIsNoText(String given, String code) {
        assertThat(refused(given, fields -> fields.text("x", 5))).isEqualTo(code);
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        accepted("\"📱📱📱\"", fields -> fields.text("x", 3)).isEqualTo("📱📱📱");
        assertThat(refused("\"📱📱📱📱\"", fields -> fields.text("x", 3))).isEqualTo("field.max_length");
    }

    @Test
    void anOptionalTextMayBeBlankOrMissingButNotNull() {
        accepted("\"  \"", fields -> fields.text("x", 5, "absent")).isEqualTo("");
        assertThat(json("{}").text("x", 5, "absent")).isEqualTo("absent");
        assertThat(refused("null", fields -> fields.text("x", 5, "absent"))).isEqualTo("field.null");
        accepted("null", fields -> fields.nullableText("x", 5)).isEqualTo(Optional.empty());
        accepted("\" \"", fields -> fields.nullableText("x", 5)).isEqualTo(Optional.empty());
        accepted("\" y \"", fields -> fields.nullableText("x", 5)).isEqualTo(Optional.of("y"));
    }

    @Test
    void takesWebAddressesOnly() {
        accepted("\"https://t.me/a.jpg\"", fields -> fields.nullableUrl("x", 200))
                .isEqualTo(Optional.of("https://t.me/a.jpg"));
        accepted("\"\"", fields -> fields.nullableUrl("x", 200)).isEqualTo(Optional.empty());
        for (var address :
                List.of("not a url", "t.me/a.jpg", "javascript:alert(1)", "https://", "https:///x", "http://a b/")) {
            assertThat(refused('"' + address + '"', fields -> fields.nullableUrl("x", 200)))
                    .isEqualTo("field.url");
        }
    }

    @Test
    void keepsSecretsAsTheyAre() {
        accepted("\"  secret \"", fields -> fields.secret("x", 8, 255)).isEqualTo("  secret ");
        assertThat(refused("\"short\"", fields -> fields.secret("x", 8, 255))).isEqualTo("field.min_length");
        assertThat(refused("\"\"", fields -> fields.secret("x", 1, 255))).isEqualTo("field.blank");
        assertThat(refused("\"longer\"", fields -> fields.secret("x", 1, 5))).isEqualTo("field.max_length");
        assertThat(refused("\"\\u0000\"", fields -> fields.secret("x", 1, 5))).isEqualTo("field.nul");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2500",
                "\"2500\"",
                "\" 2500 \"",
                "\"2500.0\"",
                "\"2500.\"",
                "2500.0",
                "2.5e3",
                "\"+2500\"",
                "\"0002500\""
            })
    void takesWholeNumbersInAnyDress(String given) {
        accepted(given, fields -> fields.integer("x", 1, 2500)).isEqualTo(2500L);
        accepted(given, fields -> fields.optionalInteger("x", 1, 2500)).isEqualTo(Optional.of(2500L));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "1.5        | field.integer",
                "\"1.5\"    | field.integer",
                "\"\"       | field.integer",
                "\"a lot\"  | field.integer",
                "\"1e3\"    | field.integer",
                "\"0x10\"   | field.integer",
                "\"²\"      | field.integer",
                "null       | field.null",
                "true       | field.integer",
                "[100]      | field.integer",
                "{}         | field.integer",
                "0          | field.range",
                "-5         | field.range",
                "2501       | field.range",
                "99999999999999999999 | field.range",
                "\"99999999999999999999\" | field.range",
                "1e400      | field.range",
                "-1e400     | field.range",
                "1e99999999999999 | field.range",
                "9223372036854775808.0 | field.range",
            },
            delimiter = '|')
    void refusesWhatIsNoWholeNumberInTheRange(String given, String code) {
        assertThat(refused(given, fields -> fields.integer("x", 1, 2500))).isEqualTo(code);
    }

    @Test
    void readsTheWholeRangeOf64Bits() {
        accepted("9223372036854775807", fields -> fields.integer("x", 0, Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE);
        accepted("9007199254740993.0", fields -> fields.integer("x", 0, Long.MAX_VALUE))
                .isEqualTo(9007199254740993L);
        assertThat(refused("9".repeat(400), fields -> fields.integer("x", 0, Long.MAX_VALUE)))
                .isEqualTo("field.range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "1",
                "1.0",
                "\"true\"",
                "\"True\"",
                "\"TRUE\"",
                "\"1\"",
                "\"on\"",
                "\"yes\"",
                "\"Y\"",
                "\"t\""
            })
    void knowsTheSpellingsOfYes(String given) {
        accepted(given, fields -> fields.bool("x", false)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "\"false\"", "\"False\"", "\"0\"", "\"off\"", "\"No\"", "\"n\"", "\"F\""})
    void knowsTheSpellingsOfNo(String given) {
        accepted(given, fields -> fields.bool("x", true)).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"maybe\"", "2", "\"\"", "null", "[]", "{}", "1e400", "12345678901234567890"})
    void refusesWhatIsNeitherYesNorNo(String given) {
        assertThat(refused(given, fields -> fields.bool("x", true)))
                .isEqualTo(given.equals("null") ? "field.null" : "field.boolean");
    }

    @Test
    void aMissingBooleanIsFalseInAFormAndTheDefaultInJson() {
        assertThat(json("{}").bool("x", true)).isTrue();
        assertThat(json("{}").bool("x")).isEmpty();
        assertThat(form("").bool("x", true)).isFalse();
        assertThat(form("").bool("x")).contains(false);
        assertThat(form("x=").bool("x", true)).isFalse();
        assertThat(form("x=on").bool("x", false)).isTrue();
    }

    @Test
    void takesListedChoicesOnly() {
        accepted("\"two\"", fields -> fields.choice("x", CHOICES)).isEqualTo(2);
        accepted("\"two\"", fields -> fields.optionalChoice("x", CHOICES)).isEqualTo(Optional.of(2));
        assertThat(json("{}").optionalChoice("x", CHOICES)).isEmpty();
        for (var other : List.of("\"TWO\"", "\" two\"", "\"\"", "2", "true", "[\"two\"]", "{}")) {
            assertThat(refused(other, fields -> fields.choice("x", CHOICES))).isEqualTo("field.choice");
        }
        assertThat(refused("null", fields -> fields.choice("x", CHOICES))).isEqualTo("field.null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2.5,null,{\"deep\":true}]}",
                "[]",
                "\"text\"",
                "5",
                "false",
                "\"\"",
                "12345678901234567890"
            })
    void takesAnyJsonValue(String given) {
        accepted(given, fields -> fields.json("x", JsonNodeFactory.instance.nullNode()))
                .hasToString(given);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "null                          | field.null",
                "{\"a\":\"x\\u0000y\"}         | field.nul",
                "{\"x\\u0000y\":1}             | field.nul",
                "[[\"\\ud800\"]]               | field.surrogate",
                "{\"\\udfff\":1}               | field.surrogate",
                "[1e400]                       | field.json",
            },
            delimiter = '|')
    void refusesJsonThatCannotBeStored(String given, String code) {
        assertThat(refused(given, fields -> fields.json("x", JsonNodeFactory.instance.nullNode())))
                .isEqualTo(code);
    }

    @Test
    void readsJsonFromFormTexts() {
        var absent = JsonNodeFactory.instance.objectNode();
        assertThat(form("x={\"a\":1}").json("x", absent)).hasToString("{\"a\":1}");
        assertThat(form("x=").json("x", absent)).isSameAs(absent);
        assertThat(problem(form("x={"), fields -> fields.json("x", absent))).isEqualTo("field.json");
        assertThat(problem(form("x=1 2"), fields -> fields.json("x", absent))).isEqualTo("field.json");
        assertThat(problem(form("x=null"), fields -> fields.json("x", absent))).isEqualTo("field.null");
    }

    @Test
    void readsListsAndPointsAtBadElements() {
        accepted("[3, \"4\", 5.0, 3]", fields -> fields.integers("x", 1, 9)).isEqualTo(List.of(3L, 4L, 5L, 3L));
        accepted("[\" a \", 1.50]", fields -> fields.texts("x")).isEqualTo(List.of("a", "1.5"));
        accepted("[\"one\",\"one\"]", fields -> fields.choices("x", CHOICES)).isEqualTo(List.of(1, 1));
        assertThat(json("{}").integers("x", 1, 9)).isEmpty();

        assertThat(problems("[1, \"abc\", 0, null]", fields -> fields.integers("x", 1, 9)))
                .containsExactly(
                        FieldProblem.ofElement(1, "field.integer"),
                        FieldProblem.ofElement(2, "field.range", 1L, 9L),
                        FieldProblem.ofElement(3, "field.null"));
        assertThat(problems("[\"one\", \"handsome\"]", fields -> fields.choices("x", CHOICES)))
                .containsExactly(FieldProblem.ofElement(1, "field.choice"));
        assertThat(problems("[\"\", \"\\u0000\"]", fields -> fields.texts("x")))
                .containsExactly(FieldProblem.ofElement(0, "field.blank"), FieldProblem.ofElement(1, "field.nul"));
    }

    @Test
    void takesListsOfAThousandElements() {
        accepted("[5" + ", 5".repeat(999) + "]", fields -> fields.ids("x"))
                .asInstanceOf(LIST)
                .hasSize(1000);
        assertThat(problems("[null" + ", null".repeat(999) + "]", fields -> fields.integers("x", 1, 9)))
                .hasSize(1000);
        for (Consumer<Fields> accessor : List.<Consumer<Fields>>of(
                fields -> fields.ids("x"),
                fields -> fields.integers("x", 1, 9),
                fields -> fields.texts("x"),
                fields -> fields.choices("x", CHOICES))) {
            assertThat(problems("[5" + ", 5".repeat(1000) + "]", accessor))
                    .containsExactly(FieldProblem.of("field.list_size", 1000));
        }
    }

    /** Each was once compared with all before it, which takes minutes. */
    @Test
    @Timeout(value = 20, threadMode = SEPARATE_THREAD)
    void notesAnyNumberOfProblems() {
        var fields = json("{}");
        for (int i = 0; i < 300_000; i++) {
            fields.rejectElement("x", i, "field.null");
        }
        assertThat(problemsOf(fields, "x")).hasSize(300_000);
    }

    @Test
    void refusesWhatIsNoList() {
        for (var given : List.of("\"abc\"", "5", "{}", "true")) {
            assertThat(refused(given, fields -> fields.integers("x", 1, 9))).isEqualTo("field.list");
        }
        assertThat(refused("null", fields -> fields.texts("x"))).isEqualTo("field.null");
    }

    @Test
    void aListOfIdsComplainsAsAWhole() {
        accepted("[3, 4]", fields -> fields.ids("x")).isEqualTo(List.of(3L, 4L));
        assertThat(problems("[1, \"abc\", 0]", fields -> fields.ids("x")))
                .containsExactly(FieldProblem.of("field.integer"));
    }

    @Test
    void aRepeatedFormKeyIsAListAndItsLastValueAScalar() {
        assertThat(form("x=1&y=a&x=2").integers("x", 1, 9)).containsExactly(1L, 2L);
        assertThat(form("x=1").integers("x", 1, 9)).containsExactly(1L);
        assertThat(form("x=1&x=2").integer("x", 1, 9)).isEqualTo(2);
        var fields = form("x=abc");
        fields.integers("x", 1, 9);
        assertThat(problemsOf(fields))
                .containsExactly(Map.entry("x", List.of(FieldProblem.ofElement(0, "field.integer"))));
    }

    @Test
    void anEmptyFormValueIsMissingWhereItMayBe() {
        assertThat(form("x=").optionalInteger("x", 1, 9)).isEmpty();
        assertThat(form("x=").optionalChoice("x", CHOICES)).isEmpty();
        assertThat(form("x=").file("x", Set.of(".png"))).isEmpty();
        form("x=").check();
        assertThat(problem(form("x="), fields -> fields.integer("x", 1, 9))).isEqualTo("field.integer");
        assertThat(problem(form("x="), fields -> fields.text("x", 9))).isEqualTo("field.blank");
    }

    @Test
    void reportsEveryProblemAtOnceAndOneForEachField() {
        var fields = json("{\"b\":null}");
        fields.text("a", 5);
        fields.text("b", 5);
        fields.integer("c", 1, 2);
        fields.choice("d", CHOICES);
        fields.reject("a", "field.other");
        assertThat(problemsOf(fields).entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                                .map(FieldProblem::code)
                                .toList())))
                .containsOnly(
                        Map.entry("a", List.of("field.required")),
                        Map.entry("b", List.of("field.null")),
                        Map.entry("c", List.of("field.required")),
                        Map.entry("d", List.of("field.required")));
    }

    @Test
    void judgesFilesByNameThenSizeThenContent() {
        assertThat(file("photo.PNG", 5, "x")).isEqualTo("accepted");
        assertThat(file("photo.png", Upload.MAX_SIZE, "x")).isEqualTo("accepted");
        assertThat(file("photo.png", Upload.MAX_SIZE + 1, "x")).isEqualTo("field.file_size");
        assertThat(file("photo.gif", Upload.MAX_SIZE + 1, "x")).isEqualTo("field.file_type");
        assertThat(file("photo.png", 0, "")).isEqualTo("field.file_empty");
        assertThat(file("ы".repeat(96) + ".png", 5, "x")).isEqualTo("accepted");
        assertThat(file("ы".repeat(97) + ".png", 5, "x")).isEqualTo("field.file_name");
        for (var name :
                List.of("page.html", "noextension", "proof.png.exe", ".png", "png", "photo.png.", "photo.png ")) {
            assertThat(file(name, 5, "x")).as(name).isEqualTo("field.file_type");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html>",
                "\n\t <HtMl>",
                "\u00ef\u00bb\u00bf<svg xmlns",
                "<?xml version=",
                "<script>",
                "<!-- x -->",
                "\u00ff\u00fe<\0s\0v\0g\0 \0",
                "<a href=x>"
            })
    void refusesMarkupThatCallsItselfAPicture(String content) {
        assertThat(file("photo.png", 50, content)).isEqualTo("field.file_content");
        assertThat(file("photo.txt", 50, content)).isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<3 you", "x<script>", "<article", "%PDF-1.7", "\u0089PNG\r\n\u001a\n<svg>", "\0\0\0"})
    void takesAnythingElseForAPicture(String content) {
        assertThat(file("photo.png", 50, content)).isEqualTo("accepted");
    }

    @Test
    void textIsNoFileAndAFileIsNoText() {
        assertThat(refused("\"data\"", fields -> fields.file("x", Set.of(".png"))))
                .isEqualTo("field.file");
        assertThat(refused("{}", fields -> fields.file("x", Set.of(".png")))).isEqualTo("field.file");
        accepted("null", fields -> fields.file("x", Set.of(".png"))).isEqualTo(Optional.empty());
        var fields = withFile(upload("a.png", 5, "x"));
        assertThat(fields.has("x")).isTrue();
        assertThat(fields.hasFile("x")).isTrue();
        assertThat(problem(fields, it -> it.text("x", 5))).isEqualTo("field.text");
        assertThat(problem(withFile(upload("a.png", 5, "x")), it -> it.integers("x", 1, 2)))
                .isEqualTo("field.list");
        assertThat(problem(withFile(upload("a.png", 5, "x")), it -> it.json("x", JsonNodeFactory.instance.nullNode())))
                .isEqualTo("field.json");
    }

    @Test
    void givesTheValuesAsTheyArrived() {
        var arrived = json("{\"a\":5,\"b\":\"5\",\"c\":1e3,\"d\":1.50,\"e\":true,\"f\":null,\"a\":6}");
        assertThat(arrived.raw().keySet()).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(raw(arrived, "a").asString()).isEqualTo("6");
        assertThat(raw(arrived, "b").asString()).isEqualTo("5");
        assertThat(raw(arrived, "c").asString()).isEqualTo("1e3");
        assertThat(raw(arrived, "d").asString()).isEqualTo("1.50");
        assertThat(raw(arrived, "e").isBoolean()).isTrue();
        assertThat(raw(arrived, "f").isNull()).isTrue();
        assertThat(raw(form("a=1&a=2"), "a").stringValue()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":}",
                "{} x",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                " ",
                "\"\n\"",
                "nul"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> JsonText.members(text)).isInstanceOf(MalformedBody.class);
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> JsonText.members("[".repeat(100_000) + "]".repeat(100_000)))
                .isInstanceOf(MalformedBody.class);
        assertThatThrownBy(() -> JsonText.members("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)))
                .isInstanceOf(MalformedBody.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"x\"", "5", "true", "1.5"})
    void refusesJsonThatIsNoObject(String text) {
        assertThat(catchThrowableOfType(InvalidFields.class, () -> JsonText.members(text))
                        .problems())
                .containsOnlyKeys(InvalidFields.WHOLE);
    }

    @Test
    void decodesForms() {
        assertThat(raw(form("a+b=%D1%8B%20+&c"), "a b").stringValue()).isEqualTo("ы  ");
        assertThat(raw(form("a+b=1&c&&d=x=y"), "c").stringValue()).isEmpty();
        assertThat(raw(form("d=x=y"), "d").stringValue()).isEqualTo("x=y");
        for (var malformed : List.of("a=%", "a=%4", "a=%zz", "%=1", "a=%ff", "a=%C3%28")) {
            assertThatThrownBy(() -> form(malformed)).as(malformed).isInstanceOf(MalformedBody.class);
        }
    }

    private static Fields json(String object) {
        return Fields.ofJson(JsonText.members(object));
    }

    private static Fields form(String encoded) {
        return Fields.ofForm(UrlEncoded.parse(encoded.getBytes(StandardCharsets.UTF_8), 100), Map.of());
    }

    private static Fields withFile(Upload upload) {
        return Fields.ofForm(Map.of(), Map.of("x", upload));
    }

    private static Upload upload(String filename, long size, String head) {
        var bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
        return new Upload("file", filename, Path.of("nowhere"), size, bytes.asReadOnlyBuffer());
    }

    private static String file(String filename, long size, String head) {
        var fields = withFile(upload(filename, size, head));
        if (fields.file("x", Set.of(".png", ".txt")).isPresent()) {
            fields.check();
            return "accepted";
        }
        return problemsOf(fields, "x").get(0).code();
    }

    private static ObjectAssert<Object> accepted(String given, Function<Fields, Object> accessor) {
        var fields = json("{\"x\":" + given + "}");
        var value = accessor.apply(fields);
        fields.check();
        return assertThatObject(value);
    }

    private static String refused(String given, Consumer<Fields> accessor) {
        return problem(json("{\"x\":" + given + "}"), accessor);
    }

    private static List<FieldProblem> problems(String given, Consumer<Fields> accessor) {
        var fields = json("{\"x\":" + given + "}");
        accessor.accept(fields);
        return problemsOf(fields, "x");
    }

    private static String problem(Fields fields, Consumer<Fields> accessor) {
        accessor.accept(fields);
        assertThat(problemsOf(fields)).containsOnlyKeys("x");
        assertThat(problemsOf(fields, "x")).hasSize(1);
        return problemsOf(fields, "x").get(0).code();
    }

    private static List<FieldProblem> problemsOf(Fields fields, String name) {
        return requireNonNull(problemsOf(fields).get(name));
    }

    private static JsonNode raw(Fields fields, String name) {
        return requireNonNull(fields.raw().get(name));
    }

    private static Map<String, List<FieldProblem>> problemsOf(Fields fields) {
        return catchThrowableOfType(InvalidFields.class, fields::check).problems();
    }
}
