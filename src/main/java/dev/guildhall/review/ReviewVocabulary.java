package dev.guildhall.review;

import static dev.guildhall.rules.FieldType.LIST;
import static dev.guildhall.rules.FieldType.NUMBER;

import dev.guildhall.rules.Meaning;
import dev.guildhall.rules.RuleVocabulary;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The events of reviews. */
@Component
@Order(3)
class ReviewVocabulary implements RuleVocabulary {

    @Override
    public List<EventType> events() {
        var appointment = Field.of("appointment_id", NUMBER, "Номер заявки", "Number of the order");
        var rating = Field.of("rating", NUMBER, "Оценка, 1–5", "Rating, 1 to 5");
        var flags = Field.of("behavior_flags", LIST, "Коды отметок о поведении", "Codes of behaviour flags");
        return List.of(
                EventType.of(
                        "review.master_created",
                        "Review",
                        new Meaning("Клиент оценил мастера", "A client reviews a master"),
                        appointment,
                        rating),
                EventType.of(
                        "review.client_created",
                        "Review",
                        new Meaning("Мастер оценил клиента", "A master reviews a client"),
                        appointment,
                        rating,
                        flags));
    }
}
