package dev.guildhall.demo;

import dev.guildhall.flag.FlagChange;
import dev.guildhall.flag.FlagScope;
import dev.guildhall.flag.FlagService;
import dev.guildhall.identity.AccountService;
import dev.guildhall.identity.AccountService.RoleChange;
import dev.guildhall.identity.NewAdmin;
import dev.guildhall.identity.SettingsService;
import dev.guildhall.notification.Notifications;
import dev.guildhall.rules.RuleDraft;
import dev.guildhall.rules.RuleService;
import dev.guildhall.shared.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What the admin does: lets people in, and out; settings, rules, flags. */
@Component
@Profile("demo | cli")
class Office {

    /** Before the first order of the demo: rules that run for its events have to be there by then. */
    private static final Duration OPENING = Duration.ofDays(20);

    private final AccountService accounts;
    private final SettingsService settings;
    private final RuleService rules;
    private final FlagService flags;
    private final Notifications notifications;
    private final JsonMapper json;

    Office(
            AccountService accounts,
            SettingsService settings,
            RuleService rules,
            FlagService flags,
            Notifications notifications,
            JsonMapper json) {
        this.accounts = accounts;
        this.settings = settings;
        this.rules = rules;
        this.flags = flags;
        this.notifications = notifications;
        this.json = json;
    }

    Stream<Scene> scenes(Company company, Instant now) {
        var joining = Cast.all().map(person -> new Scene(person.joined(now), () -> join(person, company)));
        var trouble = Stream.of(
                new Scene(
                        now.minus(Cast.SUSPENSION),
                        () -> accounts.setActive(company.caller(Cast.SUSPENDED).id(), false)),
                new Scene(now.minus(Cast.BAN), () -> ban(company)));
        var reading = Stream.of(Cast.ADMIN, Cast.MASTERS.get(0), Cast.CLIENTS.get(0))
                .map(person -> new Scene(
                        now.minus(Duration.ofHours(26)),
                        () -> notifications.markAllRead(company.caller(person).id())));
        return Stream.of(joining, opening(now.minus(OPENING)), trouble, reading).flatMap(scenes -> scenes);
    }

    /** Everybody comes as the operators' admins do, and is then given a role. */
    private Mono<Void> join(Person person, Company company) {
        return accounts.createAdmin(
                        new NewAdmin(person.username(), Person.PASSWORD, person.firstName(), person.lastName()))
                .doOnNext(id -> company.join(person, id))
                .filter(id -> person.role() != Role.ADMIN)
                .flatMap(id -> accounts.changeRole(
                        company.caller(Cast.ADMIN), id, before -> new RoleChange(person.role(), true)));
    }

    private Mono<Void> ban(Company company) {
        return accounts.ban(
                company.caller(Cast.ADMIN),
                company.caller(Cast.BANNED).id(),
                () -> "Опаздывает на сеансы и спорит с мастерами");
    }

    private Stream<Scene> opening(Instant at) {
        var change = new SettingsService.Change(
                "Банк «Пример», счёт 4070 0000 0000 0000 0001, получатель ООО «Мастерская»",
                "USDT (TRC-20): TDemoAddressNotForRealPayments00001",
                "В комментарии укажите номер заявки и приложите чек.");
        var rest = Stream.concat(
                drafts().map(draft -> new Scene(at, () -> rules.create(draft))),
                features().map(flag -> new Scene(at, () -> flags.create(flag))));
        return Stream.concat(Stream.of(new Scene(at, () -> settings.change(change))), rest);
    }

    private Stream<RuleDraft> drafts() {
        return Stream.of(
                draft("Цена назначена: сообщить клиенту", true, "appointment.price_set", "{}", """
                        {"type": "create_notification", "target": "client", "notification_type": "payment",
                         "title": "Мастер назвал цену", "message": "Откройте заявку, чтобы оплатить."}"""),
                draft("Клиент оплатил: сообщить мастеру", true, "appointment.payment_marked", "{}", """
                        {"type": "create_notification", "target": "master", "notification_type": "payment",
                         "title": "Клиент отметил оплату", "message": "Проверьте чек и подтвердите."}"""),
                draft("Работа готова: попросить отзыв", true, "appointment.work_completed", "{}", """
                        {"type": "create_notification", "target": "client", "notification_type": "appointment",
                         "title": "Заявка выполнена", "message": "Оцените, пожалуйста, работу мастера."}"""),
                draft("Дорогая заявка", true, "appointment.price_set", """
                        {"field": "event.payload.total_price", "op": ">=", "value": 9000}""", """
                        [{"type": "assign_tag", "tag": "vip"},
                         {"type": "request_admin_attention", "title": "Дорогая заявка", "message": "Проверьте цену."}]"""),
                draft("Рискованный клиент", true, "appointment.created", """
                        {"field": "client.risk_level", "op": ">=", "value": "high"}""", """
                        [{"type": "assign_tag", "tag": "risky"},
                         {"type": "request_admin_attention", "title": "Рискованный клиент подал заявку"}]"""),
                draft("Плохой отзыв о клиенте", true, "review.client_created", """
                        {"field": "event.payload.rating", "op": "<=", "value": 2}""", """
                        {"type": "request_admin_attention", "title": "Плохой отзыв о клиенте"}"""),
                draft("Отменять заявки критичных клиентов (выключено)", false, "appointment.created", """
                        {"field": "client.risk_level", "op": "==", "value": "critical"}""", """
                        {"type": "change_status", "to_status": "CANCELLED"}"""));
    }

    private RuleDraft draft(String name, boolean active, String trigger, String condition, String action) {
        return new RuleDraft(name, active, trigger, json.readTree(condition), json.readTree(action));
    }

    private Stream<FlagChange> features() {
        return Stream.of(
                flag("chat_attachments", true, 100, FlagScope.GLOBAL, null),
                flag("crypto_payments", true, 50, FlagScope.PER_USER, null),
                flag("master_dashboard_v2", true, 100, FlagScope.PER_ROLE, "{\"roles\": [\"master\", \"admin\"]}"),
                flag("instant_payouts", false, 0, FlagScope.GLOBAL, null));
    }

    private FlagChange flag(String name, boolean on, int share, FlagScope scope, @Nullable String conditions) {
        return new FlagChange(name, on, share, scope, conditions == null ? null : json.readTree(conditions), List.of());
    }
}
