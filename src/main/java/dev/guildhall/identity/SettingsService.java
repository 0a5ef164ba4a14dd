package dev.guildhall.identity;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.shared.Precondition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The shop's settings: how it is paid, and what it promises. */
@Service
@EnableConfigurationProperties({PaymentSettings.class, SlaSettings.class})
public class SettingsService {

    private final SettingsRepository settings;
    private final UnitOfWork work;
    private final EventSink events;
    private final PaymentSettings initial;
    private final SystemSettings defaults;
    private final Audit audit;

    SettingsService(
            SettingsRepository settings,
            UnitOfWork work,
            EventSink events,
            PaymentSettings initial,
            SlaSettings sla,
            Audit audit) {
        this.audit = audit;
        this.settings = settings;
        this.work = work;
        this.events = events;
        this.initial = initial;
        this.defaults = new SystemSettings(
                initial.bankRequisites(),
                initial.cryptoRequisites(),
                initial.instructions(),
                sla.responseMinutes(),
                sla.completionHours());
    }

    /** How to pay until somebody saves something. */
    public PaymentSettings initial() {
        return initial;
    }

    /** What holds until somebody saves something. */
    public SystemSettings defaults() {
        return defaults;
    }

    public Mono<SystemSettings> get() {
        return settings.find(defaults).defaultIfEmpty(defaults);
    }

    /** Saves what is given, leaves the rest as it is, and answers with all of it. */
    public Mono<SystemSettings> change(Change change) {
        return work.run(settings.lock()
                .then(get())
                .delayUntil(before -> Precondition.require(Mono.fromSupplier(before::version)))
                .flatMap(before -> settings.save(change, defaults)
                        .delayUntil(saved ->
                                audit.note(new AuditNote("settings.changed", "Settings", "", before, saved, ""))))
                .delayUntil(saved -> events.emit(new SettingsChanged())));
    }

    /** New values; null leaves one alone. */
    public record Change(
            @Nullable String bankRequisites,
            @Nullable String cryptoRequisites,
            @Nullable String instructions,
            @Nullable Integer slaResponseMinutes,
            @Nullable Integer slaCompletionHours) {

        /** How to pay, and nothing about promises. */
        public Change(
                @Nullable String bankRequisites, @Nullable String cryptoRequisites, @Nullable String instructions) {
            this(bankRequisites, cryptoRequisites, instructions, null, null);
        }
    }
}
