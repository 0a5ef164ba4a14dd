package dev.guildhall.appointment;

import static dev.guildhall.rules.FieldType.BOOLEAN;
import static dev.guildhall.rules.FieldType.LIST;
import static dev.guildhall.rules.FieldType.NUMBER;
import static dev.guildhall.rules.FieldType.TEXT;
import static dev.guildhall.rules.FieldType.TIME;

import dev.guildhall.rules.Meaning;
import dev.guildhall.rules.RuleVocabulary;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The events of appointments, and what {@link AppointmentFacts} tells of every event about one. */
@Component
@Order(1)
class AppointmentVocabulary implements RuleVocabulary {

    static final List<String> STATUSES =
            Arrays.stream(AppointmentStatus.values()).map(Enum::name).toList();

    private static final Field STATUS =
            Field.of("status", TEXT, "Статус заявки", "Status of the order").among(STATUSES);

    @Override
    public List<EventType> events() {
        return List.of(
                event("created", "Клиент подал заявку", "A client files an order", STATUS),
                event(
                        "status_changed",
                        "Статус заявки изменился, как бы это ни произошло",
                        "An order changes its status, for whatever reason",
                        Field.of("from_status", TEXT, "Прежний статус", "Status before")
                                .among(STATUSES),
                        Field.of("to_status", TEXT, "Новый статус", "Status after")
                                .among(STATUSES),
                        Field.of("note", TEXT, "Примечание", "Note")),
                event(
                        "master_taken",
                        "Мастер взял заявку",
                        "A master takes an order",
                        Field.of("assigned_master_id", NUMBER, "Мастер", "The master")),
                event(
                        "master_assigned",
                        "Администратор назначил мастера",
                        "An admin gives an order to a master",
                        Field.of("assigned_master_id", NUMBER, "Мастер", "The master"),
                        Field.of("previous_master_id", NUMBER, "Прежний мастер", "The master before")),
                event(
                        "price_set",
                        "Мастер назвал цену",
                        "The price is set",
                        Field.of("total_price", NUMBER, "Цена", "The price")),
                event("payment_proof_uploaded", "Клиент загрузил чек", "The client uploads a proof", STATUS),
                event(
                        "payment_marked",
                        "Клиент отметил оплату",
                        "The client says it is paid",
                        Field.of("payment_method", TEXT, "Способ оплаты", "How it was paid")
                                .among(Arrays.stream(PaymentMethod.values())
                                        .map(PaymentMethod::word)
                                        .toList())),
                event(
                        "payment_confirmed",
                        "Оплата подтверждена",
                        "The payment is confirmed",
                        Field.of("confirmed_by", NUMBER, "Кто подтвердил", "Who confirmed it")),
                event("work_started", "Мастер начал работу", "The master starts", STATUS),
                event("work_completed", "Мастер закончил работу", "The master completes", STATUS),
                EventType.of(
                        ProofReused.TYPE,
                        ProofReused.ENTITY,
                        new Meaning(
                                "Загружен чек, который уже был в другой заявке",
                                "A proof is uploaded that another order has had"),
                        Field.of("appointment_id", NUMBER, "Номер заявки", "Number of the order"),
                        Field.of("orders", LIST, "Заявки с тем же чеком", "Orders with the same proof")),
                deadline(
                        "sla.at_risk",
                        "До срока осталась пятая часть времени",
                        "A fifth of the time for an answer or for the completion is left",
                        Field.of("seconds_left", NUMBER, "Осталось секунд", "Seconds left")),
                deadline(
                        "sla.breached",
                        "Срок пропущен",
                        "A deadline was missed",
                        Field.of("overtime_seconds", NUMBER, "Просрочено секунд", "Seconds since the deadline")));
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.of("appointment.id", NUMBER, "Номер заявки", "Number of the order"),
                Field.of(
                                "appointment.status",
                                TEXT,
                                "Статус заявки после события",
                                "Status of the order after the event")
                        .among(STATUSES),
                Field.of("appointment.total_price", NUMBER, "Цена", "The price"),
                Field.of("appointment.client_id", NUMBER, "Клиент", "The client"),
                Field.of("appointment.assigned_master_id", NUMBER, "Мастер", "The master"),
                Field.of("appointment.created_at", TIME, "Когда подана заявка", "When the order was filed"),
                Field.of("appointment.platform_tags", LIST, "Метки заявки", "Tags of the order"),
                Field.of("client.id", NUMBER, "Клиент", "The client"),
                Field.of("client.risk_level", TEXT, "Уровень риска клиента", "Risk level of the client"),
                Field.of("client.risk_score", NUMBER, "Риск клиента, 0–100", "Risk score of the client, 0 to 100"),
                Field.of("client.is_banned", BOOLEAN, "Клиент заблокирован", "The client is banned"),
                Field.of("master.id", NUMBER, "Мастер", "The master"),
                Field.of("master.master_score", NUMBER, "Оценка мастера, 0–100", "Score of the master, 0 to 100"),
                Field.of("master.is_master_active", BOOLEAN, "Мастер берёт заявки", "The master takes orders"));
    }

    private static EventType deadline(String type, String ru, String en, Field distance) {
        return EventType.of(
                type,
                "Appointment",
                new Meaning(ru, en),
                Field.of("reason", TEXT, "Какой срок", "Which deadline")
                        .among(Arrays.stream(Promise.values())
                                .map(Promise::reason)
                                .toList()),
                Field.of("due_at", TIME, "Срок", "The deadline"),
                distance);
    }

    private static EventType event(String name, String ru, String en, Field... payload) {
        return EventType.of("appointment." + name, "Appointment", new Meaning(ru, en), payload);
    }
}
