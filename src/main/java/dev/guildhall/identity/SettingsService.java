package dev.guildhall.identity;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The shop's payment settings. */
@Service
public class SettingsService {

    private final SettingsRepository settings;
    private final UnitOfWork work;
    private final EventSink events;
    private final PaymentSettings initial;
    private final Audit audit;

    SettingsService(
            SettingsRepository settings, UnitOfWork work, EventSink events, PaymentSettings initial, Audit audit) {
        this.audit = audit;
        this.settings = settings;
        this.work = work;
        this.events = events;
        this.initial = initial;
    }

    /** What holds until somebody saves something. */
    public PaymentSettings initial() {
        return initial;
    }

    public Mono<PaymentSettings> get() {
        return settings.find().defaultIfEmpty(initial);
    }

    /** Saves what is given, leaves the rest as it is, and answers with all of it. */
    public Mono<PaymentSettings> change(Change change) {
        return work.run(settings.lock()
                .defaultIfEmpty(initial)
                .flatMap(before -> settings.save(change, initial)
                        .delayUntil(saved ->
                                audit.note(new AuditNote("settings.changed", "Settings", "", before, saved, ""))))
                .delayUntil(saved -> events.emit(new SettingsChanged())));
    }

    /** New values; null leaves one alone. */
    public record Change(
            @Nullable String bankRequisites,
            @Nullable String cryptoRequisites,
            @Nullable String instructions) {}
}
