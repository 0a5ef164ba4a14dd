package dev.guildhall.demo;

import dev.guildhall.appointment.LockType;
import dev.guildhall.demo.Plan.Act;
import dev.guildhall.demo.Plan.Device;
import java.util.List;

/** What people of the demo have and say. */
final class Words {

    static final List<Device> DEVICES = List.of(
            new Device("Samsung", "Galaxy A54", LockType.PIN),
            new Device("Samsung", "Galaxy S22", LockType.GOOGLE),
            new Device("Xiaomi", "Redmi Note 12", LockType.GOOGLE),
            new Device("Xiaomi", "Mi 11 Lite", LockType.PIN),
            new Device("Apple", "iPhone 11", LockType.APPLE_ID),
            new Device("Apple", "iPad Air 4", LockType.APPLE_ID),
            new Device("Huawei", "P30 Lite", LockType.GOOGLE),
            new Device("Honor", "50", LockType.PIN),
            new Device("Google", "Pixel 6a", LockType.GOOGLE),
            new Device("Lenovo", "Tab M10", LockType.OTHER),
            new Device("OnePlus", "Nord 2", LockType.OTHER));

    static final List<String> CANCELLATIONS = List.of(
            "Клиент передумал",
            "Клиент вспомнил код сам",
            "Нет подтверждения, что устройство принадлежит клиенту",
            "Клиент не отвечает");

    static final List<String> REASONS_TO_DECLINE = List.of(
            "К сожалению, с этой моделью я не работаю.",
            "С таким видом блокировки есть риск потерять данные, поэтому я не возьмусь.",
            "Не удалось с вами связаться.");

    private Words() {}

    static List<String> problems(LockType lock, boolean russian) {
        return switch (lock) {
            case PIN ->
                russian
                        ? List.of(
                                "Сын поменял код и забыл. Данные важны, чек и коробка есть.",
                                "Не помню графический ключ после отпуска. Телефон мой, куплен в салоне.")
                        : List.of(
                                "My daughter changed the PIN and cannot remember it. I have the receipt.",
                                "Forgot the pattern after a long trip. The photos matter to me.");
            case GOOGLE ->
                russian
                        ? List.of(
                                "После сброса просит старый аккаунт Google, доступа к почте нет.",
                                "Купил у знакомого, он забыл выйти из аккаунта. Переписка с ним есть.")
                        : List.of(
                                "After a factory reset it asks for a Google account I no longer have.",
                                "It wants the account of my late father. I have all the papers.");
            case APPLE_ID ->
                russian
                        ? List.of("Не могу вспомнить Apple ID, номер давно другой. Чек из магазина есть.")
                        : List.of("Locked out of my Apple ID, the phone number is gone. I have the invoice.");
            case OTHER ->
                russian
                        ? List.of("После обновления не загружается дальше логотипа.", "Зависает на экране блокировки.")
                        : List.of("It stays at the logo after the update.", "The lock screen freezes.");
        };
    }

    /** The conversations that may follow a step; none when people are silent then. */
    static List<List<Line>> exchange(Act after) {
        return switch (after) {
            case TAKE ->
                List.of(
                        List.of(
                                master(
                                        "Здравствуйте! Беру вашу заявку. Есть чек или коробка?",
                                        "Hello! I took your order. Do you have the receipt or the box?"),
                                client("Здравствуйте, есть и то и другое.", "Hi, I have both.")),
                        List.of(
                                master(
                                        "Добрый день. Пришлите, пожалуйста, фото экрана.",
                                        "Good day. Please send a picture of the screen."),
                                picture("Вот.", "Here it is."),
                                master("Спасибо, вижу.", "Thanks, I see.")),
                        List.of(client("Долго это?", "How long will it take?")));
            case PRICE ->
                List.of(
                        List.of(client("Хорошо, сейчас оплачу.", "Fine, I will pay now.")),
                        List.of(
                                client("Можно немного дешевле?", "Could you make it a bit cheaper?"),
                                master("К сожалению, нет: работа на два часа.", "Sorry, no: it is two hours of work.")),
                        List.of(
                                regretted("Дорого!!!", "Too expensive!!!"),
                                client("Извините. Цена подходит.", "Sorry. The price is fine.")));
            case MARK_PAID ->
                List.of(List.of(client("Оплату отправил, чек приложил.", "Paid, the receipt is attached.")));
            case CONFIRM ->
                List.of(
                        List.of(
                                master(
                                        "Оплата пришла. Подключите кабель и запустите программу удалённого доступа.",
                                        "The payment arrived. Plug the cable in and start the remote tool."),
                                client("Готово.", "Done.")),
                        List.of(master(
                                "Оплату вижу, начинаем через 10 минут.", "Payment seen, we start in 10 minutes.")));
            case START ->
                List.of(
                        List.of(
                                master("Не отключайте кабель, идёт работа.", "Keep the cable in, I am working."),
                                client("Понятно.", "Understood."),
                                master("Осталось немного.", "Nearly there.")),
                        List.of(client("Экран моргает, так надо?", "The screen flickers, is that right?")));
            case COMPLETE ->
                List.of(
                        List.of(
                                master("Готово, проверьте.", "Done, please check."),
                                client("Всё работает, спасибо!", "It works, thank you!")),
                        List.of(client("Спасибо огромное!", "Thank you so much!")));
            default -> List.of();
        };
    }

    static List<String> ofMaster(int rating, boolean russian) {
        if (rating >= 4) {
            return russian
                    ? List.of("Быстро и вежливо.", "Данные на месте, спасибо!", "Рекомендую.", "")
                    : List.of("Quick and friendly.", "All my data is there.", "Would come again.", "");
        }
        return russian ? List.of("Пришлось долго ждать.") : List.of("Took longer than promised.");
    }

    static List<Opinion> ofClient(int rating) {
        if (rating >= 4) {
            return List.of(
                    new Opinion("К сеансу всё было готово.", List.of("well_prepared")),
                    new Opinion("Приятно работать.", List.of("good_connection", "well_prepared")),
                    new Opinion("", List.of()));
        }
        return rating == 3
                ? List.of(new Opinion("Связь часто пропадала.", List.of("bad_internet")))
                : List.of(
                        new Opinion("Опоздание на час и споры.", List.of("late_to_session", "difficult_client")),
                        new Opinion(
                                "Кабель отключался посреди работы.",
                                List.of("did_not_follow_instructions", "difficult_client")));
    }

    private static Line master(String russian, String english) {
        return new Line(Act.MASTER_SAYS, russian, english, false);
    }

    private static Line client(String russian, String english) {
        return new Line(Act.CLIENT_SAYS, russian, english, false);
    }

    private static Line picture(String russian, String english) {
        return new Line(Act.CLIENT_SENDS_PICTURE, russian, english, false);
    }

    private static Line regretted(String russian, String english) {
        return new Line(Act.CLIENT_SAYS, russian, english, true);
    }

    /** A message in both languages; one that is taken back is deleted right after. */
    record Line(Act act, String russian, String english, boolean takenBack) {}

    /** What a master says about a client. */
    record Opinion(String comment, List<String> flags) {}
}
