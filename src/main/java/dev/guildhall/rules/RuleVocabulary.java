package dev.guildhall.rules;

import java.util.List;

/** What rules can react to and ask for, as the module that knows it tells it: a bean of every module that emits events. */
public interface RuleVocabulary {

    default List<EventType> events() {
        return List.of();
    }

    /** Fields that any event may have, beside those of its payload. */
    default List<Field> fields() {
        return List.of();
    }

    /**
     * A kind of events.
     *
     * @param payload what such an event says, by the name in its payload
     */
    record EventType(String type, String entityType, Meaning meaning, List<Field> payload) {

        public static EventType of(String type, String entityType, Meaning meaning, Field... payload) {
            return new EventType(type, entityType, meaning, List.of(payload));
        }
    }

    /**
     * Something a condition can ask for.
     *
     * @param path e.g. {@code client.risk_level}; of a payload the name alone
     * @param choices the words it can be, in their order; empty for any
     * @param anyCase whether capital and small letters are the same in its words
     */
    record Field(String path, FieldType type, List<String> choices, boolean anyCase, Meaning meaning) {

        public static Field of(String path, FieldType type, String ru, String en) {
            return new Field(path, type, List.of(), false, new Meaning(ru, en));
        }

        public Field among(List<String> words) {
            return new Field(path, type, List.copyOf(words), anyCase, meaning);
        }

        Field inAnyCase() {
            return new Field(path, type, choices, true, meaning);
        }

        Field below(String prefix) {
            return new Field(prefix + path, type, choices, anyCase, meaning);
        }
    }
}
