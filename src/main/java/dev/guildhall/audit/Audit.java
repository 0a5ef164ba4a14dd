package dev.guildhall.audit;

import dev.guildhall.database.LastWord;
import dev.guildhall.shared.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import tools.jackson.databind.node.ArrayNode;

/** Writes down who did what, with the last statement of the transaction that does it. */
@Component
public class Audit implements LastWord {

    private final AuditRepository repository;
    private final AuditRows rows;
    private final ProcessOrigin process;

    Audit(AuditRepository repository, AuditRows rows, ProcessOrigin process) {
        this.repository = repository;
        this.rows = rows;
        this.process = process;
    }

    /** Notes what has changed, for the transaction around it to write down. Fails outside of one. */
    public Mono<Void> note(AuditNote note) {
        return Mono.deferContextual(context -> {
            context.get(Trail.class).notes.add(note);
            return Mono.empty();
        });
    }

    /** What has been noted so far, for a statement that writes it down by {@link AuditLog#append}. */
    public Mono<ArrayNode> take() {
        return Mono.deferContextual(context ->
                Mono.fromSupplier(() -> rows.of(context.get(Trail.class).take(), origin(context))));
    }

    @Override
    public <T> Mono<T> after(Mono<T> work) {
        return work.map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .delayUntil(done -> write())
                .flatMap(Mono::justOrEmpty)
                .contextWrite(context -> context.put(Trail.class, new Trail()));
    }

    /** What nobody has taken; and where an audited origin has left no note at all, its name. */
    private Mono<Void> write() {
        return Mono.deferContextual(context -> {
            var trail = context.get(Trail.class);
            var origin = origin(context);
            var unworded = trail.notes.isEmpty()
                    && !trail.taken
                    && origin.filter(Origin::audited).isPresent();
            if (trail.notes.isEmpty() && !unworded) {
                return Mono.empty();
            }
            var notes = unworded ? List.of(unworded(origin.orElseThrow())) : trail.take();
            return repository.insert(rows.of(notes, origin), !unworded);
        });
    }

    private static AuditNote unworded(Origin origin) {
        return new AuditNote(origin.action(), "", origin.target(), null, null, "");
    }

    private Optional<Origin> origin(ContextView context) {
        return context.<Origin>getOrEmpty(Origin.class).or(process::find);
    }

    /** What one transaction has noted. */
    private static final class Trail {

        private List<AuditNote> notes = new ArrayList<>();
        private boolean taken;

        private List<AuditNote> take() {
            var all = notes;
            notes = new ArrayList<>();
            taken |= !all.isEmpty();
            return all;
        }
    }
}
