package dev.guildhall.rules;

import static dev.guildhall.rules.FieldType.NUMBER;
import static dev.guildhall.rules.FieldType.TEXT;
import static dev.guildhall.rules.FieldType.TIME;

import dev.guildhall.rules.RuleVocabulary.EventType;
import dev.guildhall.rules.RuleVocabulary.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Everything rules can be made of: events, fields, operators, actions. What modules offer is asked of them, so that nothing is in here
 * that does not exist. The validator and the schema both read it and nothing else.
 */
@Component
public class Catalogue {

    /** Events that rules make themselves, by {@code emit_event}. */
    public static final String CUSTOM_EVENT = "^custom\\.[a-z0-9_]+(\\.[a-z0-9_]+)*$";

    static final String PAYLOAD = "event.payload.";

    private static final Pattern CUSTOM = Pattern.compile(CUSTOM_EVENT);

    private static final List<Field> OWN = List.of(
            Field.of("event.id", NUMBER, "Номер события", "Number of the event"),
            Field.of("event.event_type", TEXT, "Тип события", "Type of the event"),
            Field.of("event.entity_type", TEXT, "С чем произошло", "Kind of thing it happened to"),
            Field.of("event.entity_id", TEXT, "Номер того, с чем произошло, текстом", "Id of the thing, as a text"),
            Field.of("event.created_at", TIME, "Когда произошло", "When it happened"),
            Field.of("actor.id", NUMBER, "Кто вызвал событие", "Who caused it"),
            Field.of("actor.role", TEXT, "Роль того, кто вызвал событие", "Role of whoever caused it")
                    .among(List.of("client", "master", "admin")));

    private final SingletonSupplier<Words> words;

    /** Modules that offer something may need, by detours, what runs rules. */
    Catalogue(ObjectProvider<RuleVocabulary> vocabularies, ObjectProvider<RuleAction> actions) {
        this.words = SingletonSupplier.of(() -> Words.of(
                vocabularies.orderedStream().toList(), actions.orderedStream().toList()));
    }

    /** All kinds of events, by their types. */
    public List<EventType> events() {
        return List.copyOf(words.obtain().events().values());
    }

    /** The fields that every event may have. */
    public List<Field> fields() {
        return List.copyOf(words.obtain().fields().values());
    }

    /** All actions, by their types. */
    public List<ActionDescription> actions() {
        return List.copyOf(words.obtain().actions().values());
    }

    Optional<ActionDescription> action(String type) {
        return Optional.ofNullable(words.obtain().actions().get(type));
    }

    boolean isEvent(String type) {
        return words.obtain().events().containsKey(type) || isCustom(type);
    }

    /** Whether events of this type say what no one knows beforehand. */
    boolean isOpen(String type) {
        return !words.obtain().events().containsKey(type);
    }

    /** What a condition may ask about events of a type. */
    Optional<Field> field(String eventType, String path) {
        var common = words.obtain().fields().get(path);
        if (common != null) {
            return Optional.of(common);
        }
        if (!path.startsWith(PAYLOAD)) {
            return Optional.empty();
        }
        var event = words.obtain().events().get(eventType);
        return event == null
                ? Optional.of(Field.of(path, FieldType.ANY, "", ""))
                : payload(event).filter(field -> field.path().equals(path)).findFirst();
    }

    static Stream<Field> payload(EventType event) {
        return event.payload().stream().map(field -> field.below(PAYLOAD));
    }

    static boolean isCustom(String type) {
        return CUSTOM.matcher(type).matches();
    }

    private record Words(
            Map<String, EventType> events, Map<String, Field> fields, Map<String, ActionDescription> actions) {

        private static Words of(List<RuleVocabulary> vocabularies, List<RuleAction> actions) {
            var fields = Stream.concat(OWN.stream(), vocabularies.stream().flatMap(it -> it.fields().stream()))
                    .map(Words::withRiskOrder)
                    .collect(Collectors.toMap(
                            Field::path, Function.identity(), (one, other) -> one, LinkedHashMap::new));
            var events = vocabularies.stream()
                    .flatMap(it -> it.events().stream())
                    .collect(Collectors.toMap(EventType::type, Function.identity(), (one, other) -> one, TreeMap::new));
            var described = actions.stream()
                    .flatMap(it -> it.descriptions().stream())
                    .collect(Collectors.toMap(
                            ActionDescription::type, Function.identity(), (one, other) -> one, TreeMap::new));
            return new Words(events, fields, described);
        }

        private static Field withRiskOrder(Field field) {
            return field.path().equals(Reading.RISK_PATH)
                    ? field.among(Reading.RISK_LEVELS).inAnyCase()
                    : field;
        }
    }
}
