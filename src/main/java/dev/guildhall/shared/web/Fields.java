package dev.guildhall.shared.web;

import dev.guildhall.shared.FieldProblem;
import dev.guildhall.shared.InvalidFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of a body, whatever it came as. Each accessor coerces as the contract says and notes what is wrong under the field's
 * name; the value it then returns is a placeholder, and {@link #check()} throws all problems at once.
 *
 * <p>A form has no way to leave an input out: there an empty value counts as a missing one, except for texts that may be blank.
 */
public final class Fields {

    private static final int MAX_FILENAME = 100;
    private static final int MAX_ELEMENTS = 1000;
    private static final int MEBIBYTE = 1024 * 1024;

    private final Map<String, JsonNode> values;
    private final Map<String, List<JsonNode>> repetitions;
    private final Map<String, Upload> files;
    private final boolean form;
    /** By the name of the field and the place in it, because a problem is looked up for each element of a list. */
    private final Map<String, Map<Integer, FieldProblem>> problems = new LinkedHashMap<>();

    private Fields(
            Map<String, JsonNode> values,
            Map<String, List<JsonNode>> repetitions,
            Map<String, Upload> files,
            boolean form) {
        this.values = values;
        this.repetitions = repetitions;
        this.files = files;
        this.form = form;
    }

    static Fields ofJson(Map<String, JsonNode> members) {
        return new Fields(members, Map.of(), Map.of(), false);
    }

    static Fields ofForm(Map<String, List<String>> texts, Map<String, Upload> files) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Map<String, List<JsonNode>> repetitions = new LinkedHashMap<>();
        texts.forEach((name, given) -> {
            List<JsonNode> nodes = new ArrayList<>(given.size());
            given.forEach(text -> nodes.add(JsonNodeFactory.instance.stringNode(text)));
            repetitions.put(name, nodes);
            values.put(name, nodes.get(nodes.size() - 1));
        });
        return new Fields(values, repetitions, files, true);
    }

    /** Whether the field was mentioned. */
    public boolean has(String name) {
        return values.containsKey(name) || files.containsKey(name);
    }

    /** Whether a file was sent under the name, acceptable or not. */
    public boolean hasFile(String name) {
        return files.containsKey(name);
    }

    /**
     * The values as they arrived, without files: form values as texts, of repeated keys the last one; numbers give
     * {@code asString()} in the very characters they were written in.
     */
    public Map<String, JsonNode> raw() {
        return Collections.unmodifiableMap(values);
    }

    /** A required text that is not blank, at most {@code max} characters, white space around it cut off. */
    public String text(String name, int max) {
        return required(name)
                .flatMap(given -> Coercion.text(given, max, complaint(name)))
                .filter(text -> holds(name, !text.isEmpty(), "field.blank"))
                .orElse("");
    }

    /** An optional text that may be blank. */
    public String text(String name, int max, String absent) {
        return find(name)
                .map(given -> Coercion.text(given, max, complaint(name)).orElse(""))
                .orElse(absent);
    }

    /** An optional text that may be blank or null; both come out as nothing. */
    public Optional<String> nullableText(String name, int max) {
        return find(name)
                .filter(given -> !given.isNull())
                .flatMap(given -> Coercion.text(given, max, complaint(name)))
                .filter(text -> !text.isEmpty());
    }

    /** An optional http or https address that may be blank or null; both come out as nothing. */
    public Optional<String> nullableUrl(String name, int max) {
        return nullableText(name, max).filter(text -> holds(name, Coercion.isLink(text), "field.url"));
    }

    /** A required text that is kept as it is, for passwords. */
    public String secret(String name, int min, int max) {
        return required(name)
                .flatMap(given -> Coercion.secret(given, max, complaint(name)))
                .filter(text -> holds(name, !text.isEmpty(), "field.blank"))
                .filter(text -> holds(name, text.codePointCount(0, text.length()) >= min, "field.min_length", min))
                .orElse("");
    }

    /** A required whole number in the range. */
    public long integer(String name, long min, long max) {
        return required(name)
                .flatMap(given -> Coercion.integer(given, min, max, complaint(name)))
                .orElse(min);
    }

    /** An optional whole number in the range. */
    public Optional<Long> optionalInteger(String name, long min, long max) {
        return optional(name).flatMap(given -> Coercion.integer(given, min, max, complaint(name)));
    }

    /** An optional boolean; a form body that leaves it out says false. Where that must not be so, ask {@link #has} first. */
    public boolean bool(String name, boolean absent) {
        return bool(name).orElse(absent);
    }

    /** An optional boolean; a form body that leaves it out says false. */
    public Optional<Boolean> bool(String name) {
        var given = optional(name);
        return given.isEmpty() && form
                ? Optional.of(false)
                : given.flatMap(value -> Coercion.bool(value, complaint(name)));
    }

    /** A required choice: the value that the given word stands for. */
    public <T> T choice(String name, Map<String, T> values) {
        return required(name)
                .flatMap(given -> Coercion.choice(given, values, complaint(name)))
                .orElseGet(() -> values.values().iterator().next());
    }

    /** An optional choice. */
    public <T> Optional<T> optionalChoice(String name, Map<String, T> values) {
        return optional(name).flatMap(given -> Coercion.choice(given, values, complaint(name)));
    }

    /** The members of an object; what is wrong with one of them is told under its own name. */
    public Optional<Fields> object(String name) {
        var given = json(name, JsonNodeFactory.instance.objectNode());
        if (!holds(name, given.isObject(), "field.object")) {
            return Optional.empty();
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        given.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return Optional.of(ofJson(members));
    }

    /** An optional JSON value of any kind but null; in a form the text is read as JSON. */
    public JsonNode json(String name, JsonNode absent) {
        return optional(name)
                .flatMap(given -> form && given.isString() ? parsed(name, given.stringValue()) : Optional.of(given))
                .flatMap(given -> Coercion.json(given, complaint(name)))
                .orElse(absent);
    }

    /** An optional list of texts, none of them blank; repetitions are kept. No list has more than {@value #MAX_ELEMENTS} elements. */
    public List<String> texts(String name) {
        return elements(name, (given, complaint) -> Coercion.text(given, Integer.MAX_VALUE, complaint)
                .filter(text -> {
                    if (text.isEmpty()) {
                        complaint.about("field.blank");
                    }
                    return !text.isEmpty();
                }));
    }

    /** An optional list of choices; repetitions are kept. */
    public <T> List<T> choices(String name, Map<String, T> values) {
        return elements(name, (given, complaint) -> Coercion.choice(given, values, complaint));
    }

    /** An optional list of whole numbers in the range. */
    public List<Long> integers(String name, long min, long max) {
        return elements(name, (given, complaint) -> Coercion.integer(given, min, max, complaint));
    }

    /** An optional list of ids. Unlike with {@link #integers}, a bad one is a problem of the field and not of its place. */
    public List<Long> ids(String name) {
        List<Long> ids = new ArrayList<>();
        for (var given : list(name)) {
            Coercion.integer(given, 1, Long.MAX_VALUE, complaint(name)).ifPresent(ids::add);
        }
        return ids;
    }

    /** An optional file with one of the extensions (lower case, with the dot). */
    public Optional<Upload> file(String name, Set<String> extensions) {
        var upload = Optional.ofNullable(files.get(name));
        if (upload.isEmpty()) {
            optional(name).filter(given -> !given.isNull()).ifPresent(text -> reject(name, "field.file"));
        }
        return upload.filter(file -> holds(name, file.size() > 0, "field.file_empty"))
                .filter(file -> holds(name, length(file.filename()) <= MAX_FILENAME, "field.file_name", MAX_FILENAME))
                .filter(file -> holds(
                        name,
                        extensions.contains(file.extension()),
                        "field.file_type",
                        String.join(" ", extensions.stream().sorted().toList())))
                .filter(file ->
                        holds(name, file.size() <= Upload.MAX_SIZE, "field.file_size", Upload.MAX_SIZE / MEBIBYTE))
                .filter(file -> holds(name, !ActiveContent.hidesIn(file), "field.file_content"));
    }

    /** Notes a problem that only the use case can see. */
    public void reject(String name, String code, Object... arguments) {
        note(name, FieldProblem.of(code, arguments));
    }

    /** Notes a problem of one element of a list. */
    public void rejectElement(String name, int index, String code, Object... arguments) {
        note(name, FieldProblem.ofElement(index, code, arguments));
    }

    /** Fails with every problem noted so far. */
    public void check() {
        if (!problems.isEmpty()) {
            Map<String, List<FieldProblem>> listed = new LinkedHashMap<>();
            problems.forEach((name, known) -> listed.put(name, List.copyOf(known.values())));
            throw new InvalidFields(listed);
        }
    }

    private Optional<JsonNode> find(String name) {
        return files.containsKey(name)
                ? Optional.of(JsonNodeFactory.instance.pojoNode(files.get(name)))
                : Optional.ofNullable(values.get(name));
    }

    private Optional<JsonNode> required(String name) {
        var given = find(name);
        holds(name, given.isPresent(), "field.required");
        return given;
    }

    private Optional<JsonNode> optional(String name) {
        return find(name)
                .filter(given ->
                        !form || !given.isString() || !given.stringValue().isEmpty());
    }

    private <T> List<T> elements(String name, BiFunction<JsonNode, Coercion.Complaint, Optional<T>> coercion) {
        List<T> elements = new ArrayList<>();
        int index = 0;
        for (var given : list(name)) {
            int place = index++;
            coercion.apply(given, (code, arguments) -> rejectElement(name, place, code, arguments))
                    .ifPresent(elements::add);
        }
        return elements;
    }

    private Iterable<JsonNode> list(String name) {
        if (form && !files.containsKey(name)) {
            return repetitions.getOrDefault(name, List.of());
        }
        var given = find(name);
        if (given.filter(JsonNode::isArray).isPresent()) {
            return holds(name, given.get().size() <= MAX_ELEMENTS, "field.list_size", MAX_ELEMENTS)
                    ? given.get()
                    : List.of();
        }
        given.ifPresent(value -> reject(name, value.isNull() ? "field.null" : "field.list"));
        return List.of();
    }

    private Optional<JsonNode> parsed(String name, String text) {
        var value = JsonText.value(text);
        holds(name, value.isPresent(), "field.json");
        return value;
    }

    private boolean holds(String name, boolean condition, String code, Object... arguments) {
        if (!condition) {
            reject(name, code, arguments);
        }
        return condition;
    }

    private Coercion.Complaint complaint(String name) {
        return (code, arguments) -> reject(name, code, arguments);
    }

    /** One problem is enough for a field, and for each element of a list. */
    private void note(String name, FieldProblem problem) {
        problems.computeIfAbsent(name, unknown -> new LinkedHashMap<>()).putIfAbsent(problem.index(), problem);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
