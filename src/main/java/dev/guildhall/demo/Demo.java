package dev.guildhall.demo;

import dev.guildhall.appointment.SlaSweep;
import dev.guildhall.database.Transactions;
import dev.guildhall.metrics.MetricsService;
import dev.guildhall.scoring.Recalculation;
import dev.guildhall.shared.BusinessDays;
import dev.guildhall.shared.Conflict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Plays the demo. */
@Service
@Profile("demo | cli")
public class Demo {

    private static final int DAYS_OF_METRICS = 14;

    private final DemoRepository repository;
    private final DemoClock clock;
    private final Office office;
    private final Workshop workshop;
    private final Transactions transactions;
    private final SlaSweep deadlines;
    private final Recalculation recalculation;
    private final MetricsService metrics;
    private final BusinessDays days;

    Demo(
            DemoRepository repository,
            DemoClock clock,
            Office office,
            Workshop workshop,
            Transactions transactions,
            SlaSweep deadlines,
            Recalculation recalculation,
            MetricsService metrics,
            BusinessDays days) {
        this.repository = repository;
        this.clock = clock;
        this.office = office;
        this.workshop = workshop;
        this.transactions = transactions;
        this.deadlines = deadlines;
        this.recalculation = recalculation;
        this.metrics = metrics;
        this.days = days;
    }

    /**
     * Fills the database, all or nothing. Takes some seconds, in which the process shows everybody the time of the demo.
     *
     * @return who can sign in
     * @throws Conflict as an error, when there is any account already
     */
    public Mono<List<Login>> fill() {
        return transactions
                .run(repository
                        .reserve()
                        .filter(empty -> empty)
                        .switchIfEmpty(Mono.error(() -> new Conflict("demo.not_empty")))
                        .then(Mono.defer(this::play)))
                .doFinally(end -> clock.letGo())
                .thenReturn(logins());
    }

    private Mono<Void> play() {
        return Flux.fromStream(this::scenes)
                .concatMap(this::play)
                .then(Mono.fromRunnable(clock::letGo))
                .then(deadlines.sweep())
                .then(recalculation.repair().then())
                .then(Mono.defer(this::computeMetrics));
    }

    private Stream<Scene> scenes() {
        var now = clock.instant();
        var company = new Company();
        var orders = Planner.plans(now).stream().flatMap(plan -> workshop.scenes(plan, company));
        return Stream.concat(office.scenes(company, now), orders).sorted(Comparator.comparing(Scene::at));
    }

    private Mono<Void> play(Scene scene) {
        clock.turnTo(scene.at());
        return deadlines.sweep().then(scene.action().get()).then();
    }

    private Mono<Void> computeMetrics() {
        var yesterday = days.dayOf(clock.instant()).minusDays(1);
        return metrics.compute(yesterday.minusDays(DAYS_OF_METRICS - 1), yesterday)
                .then();
    }

    private static List<Login> logins() {
        return Cast.all()
                .map(person -> new Login(
                        person.username(), Person.PASSWORD, person.role().word(), remark(person)))
                .toList();
    }

    private static String remark(Person person) {
        if (person == Cast.BANNED) {
            return "banned";
        }
        return person == Cast.SUSPENDED ? "suspended" : "";
    }

    /**
     * Somebody who can sign in.
     *
     * @param remark what is special about them, or empty
     */
    public record Login(String username, String password, String role, String remark) {}
}
