package dev.guildhall.chat;

import dev.guildhall.rules.FieldType;
import dev.guildhall.rules.Meaning;
import dev.guildhall.rules.RuleVocabulary;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The events of the chat. */
@Component
@Order(2)
class ChatVocabulary implements RuleVocabulary {

    @Override
    public List<EventType> events() {
        var appointment = Field.of("appointment_id", FieldType.NUMBER, "Номер заявки", "Number of the order");
        return List.of(
                EventType.of(ChatEvent.SENT, "Message", new Meaning("Кто-то написал", "Somebody writes"), appointment),
                EventType.of(
                        ChatEvent.DELETED,
                        "Message",
                        new Meaning("Сообщение удалено", "A message is deleted"),
                        appointment));
    }
}
