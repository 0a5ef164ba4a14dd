package dev.guildhall.rules.web;

import dev.guildhall.rules.ActionDescription;
import dev.guildhall.rules.ActionDescription.Parameter;
import dev.guildhall.rules.Catalogue;
import dev.guildhall.rules.Meaning;
import dev.guildhall.rules.RuleSchema;
import dev.guildhall.rules.RuleVocabulary.EventType;
import dev.guildhall.rules.RuleVocabulary.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** What rules are made of, for editors; the same as long as the application runs. */
@Component
class SchemaResponse {

    private final Supplier<Whole> whole;

    SchemaResponse(RuleSchema schema, Catalogue catalogue) {
        this.whole = SingletonSupplier.of(() -> new Whole(
                schema.schema(),
                new Words(
                        catalogue.events().stream().map(Event::from).toList(),
                        catalogue.fields().stream().map(Asked::from).toList(),
                        schema.operators(),
                        catalogue.actions().stream().map(Done::from).toList())));
    }

    Whole get() {
        return whole.get();
    }

    record Whole(Map<String, Object> schema, Words catalogue) {}

    record Words(List<Event> events, List<Asked> fields, Map<String, List<String>> operators, List<Done> actions) {}

    record Event(String type, String entityType, Meaning meaning, List<Asked> payload) {

        private static Event from(EventType event) {
            return new Event(
                    event.type(),
                    event.entityType(),
                    event.meaning(),
                    event.payload().stream()
                            .map(field -> Asked.from("event.payload." + field.path(), field))
                            .toList());
        }
    }

    record Asked(String field, String type, List<String> choices, Meaning meaning) {

        private static Asked from(Field field) {
            return from(field.path(), field);
        }

        private static Asked from(String path, Field field) {
            return new Asked(path, word(field.type()), field.choices(), field.meaning());
        }
    }

    record Done(String type, Meaning meaning, List<Given> parameters, List<String> anyOf) {

        private static Done from(ActionDescription action) {
            return new Done(
                    action.type(),
                    action.meaning(),
                    action.parameters().stream().map(Given::from).toList(),
                    action.anyOf());
        }
    }

    record Given(
            String name,
            String type,
            boolean required,
            @Nullable Condition requiredWhen,
            List<String> choices,
            @Nullable Integer maxLength,
            @Nullable String pattern,
            Meaning meaning) {

        private static Given from(Parameter parameter) {
            var when = parameter.when();
            return new Given(
                    parameter.name(),
                    word(parameter.kind()),
                    parameter.required(),
                    when == null ? null : new Condition(when.parameter(), when.value()),
                    parameter.choices(),
                    parameter.longest() > 0 ? parameter.longest() : null,
                    parameter.pattern(),
                    parameter.meaning());
        }
    }

    record Condition(String parameter, String value) {}

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
