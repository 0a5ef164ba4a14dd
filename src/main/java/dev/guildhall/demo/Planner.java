package dev.guildhall.demo;

import static dev.guildhall.appointment.AppointmentStatus.AWAITING_PAYMENT;
import static dev.guildhall.appointment.AppointmentStatus.CANCELLED;
import static dev.guildhall.appointment.AppointmentStatus.COMPLETED;
import static dev.guildhall.appointment.AppointmentStatus.DECLINED_BY_MASTER;
import static dev.guildhall.appointment.AppointmentStatus.IN_PROGRESS;
import static dev.guildhall.appointment.AppointmentStatus.IN_REVIEW;
import static dev.guildhall.appointment.AppointmentStatus.NEW;
import static dev.guildhall.appointment.AppointmentStatus.PAID;
import static dev.guildhall.appointment.AppointmentStatus.PAYMENT_PROOF_UPLOADED;

import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.demo.Plan.Act;
import dev.guildhall.demo.Plan.Beat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes up what happens to the orders. The same moment gives the same plans, another one the same plans moved. Knows no I/O.
 */
final class Planner {

    private static final long SEED = 20_260_117;

    /** How the orders end, or where they stand now. */
    private static final Map<AppointmentStatus, Integer> ORDERS = Map.of(
            COMPLETED, 27,
            CANCELLED, 5,
            DECLINED_BY_MASTER, 4,
            NEW, 6,
            IN_REVIEW, 5,
            AWAITING_PAYMENT, 4,
            PAYMENT_PROOF_UPLOADED, 3,
            PAID, 3,
            IN_PROGRESS, 3);

    private static final Duration OLDEST_END = Duration.ofDays(14);

    /** Reviews come within three hours after the end. */
    private static final Duration YOUNGEST_END = Duration.ofHours(4);

    private final Random random = new Random(SEED);
    private final Instant now;

    private Planner(Instant now) {
        this.now = now;
    }

    static List<Plan> plans(Instant now) {
        return new Planner(now).plans();
    }

    private List<Plan> plans() {
        var goals = Stream.of(AppointmentStatus.values())
                .flatMap(
                        goal -> IntStream.range(0, ORDERS.getOrDefault(goal, 0)).mapToObj(i -> goal))
                .toList();
        var ended = new ArrayList<>(
                goals.stream().filter(AppointmentStatus::isFinal).toList());
        Collections.shuffle(ended, random);
        var step = OLDEST_END.minus(YOUNGEST_END).dividedBy(ended.size());
        var past = IntStream.range(0, ended.size())
                .mapToObj(i -> plan(
                        ended.get(i),
                        now.minus(OLDEST_END).plus(step.multipliedBy(i)).plus(minutes(0, 90))));
        var open = goals.stream().filter(goal -> !goal.isFinal()).map(goal -> plan(goal, now.minus(minutes(4, 75))));
        return Stream.concat(past, open).toList();
    }

    /** @param end when the last step is made */
    private Plan plan(AppointmentStatus goal, Instant end) {
        var acts = acts(goal);
        var pauses = acts.stream().map(this::pauseBefore).toList();
        var filed = end.minus(pauses.stream().reduce(Duration.ZERO, Duration::plus));
        var client = pick(Cast.CLIENTS.stream()
                .filter(person -> person.joined(now).plus(Duration.ofHours(1)).isBefore(filed))
                .filter(person -> person != Cast.BANNED || goal.isFinal() && end.isBefore(now.minus(Cast.BAN)))
                .toList());
        var master = pick(Cast.MASTERS.stream()
                .filter(person -> person != Cast.SUSPENDED || end.isBefore(now.minus(Cast.SUSPENSION)))
                .toList());
        var device = pick(Words.DEVICES);
        var lines = new Lines(client);
        var beats = new ArrayList<Beat>();
        var at = filed;
        beats.add(Beat.of(filed, Act.FILE));
        for (var i = 0; i < acts.size(); i++) {
            talk(beats, lines, i == 0 ? Act.FILE : acts.get(i - 1), at, pauses.get(i));
            at = at.plus(pauses.get(i));
            beats.add(beat(acts.get(i), at));
        }
        if (goal == COMPLETED) {
            review(beats, lines, client, at);
        } else if (!goal.isFinal() && !acts.isEmpty()) {
            talk(beats, lines, acts.get(acts.size() - 1), at, Duration.between(at, now));
        }
        return new Plan(
                client,
                master,
                device,
                random.nextInt(3) > 0,
                pick(Words.problems(device.lock(), client.speaksRussian())),
                random.nextInt(3) == 0,
                List.copyOf(beats));
    }

    private List<Act> acts(AppointmentStatus goal) {
        var whole = List.of(Act.TAKE, Act.PRICE, Act.PROVE, Act.MARK_PAID, Act.CONFIRM, Act.START, Act.COMPLETE);
        return switch (goal) {
            case NEW -> List.of();
            case IN_REVIEW -> whole.subList(0, 1);
            case AWAITING_PAYMENT -> whole.subList(0, 2);
            case PAYMENT_PROOF_UPLOADED -> whole.subList(0, 4);
            case PAID -> whole.subList(0, 5);
            case IN_PROGRESS -> whole.subList(0, 6);
            case COMPLETED -> whole;
            case DECLINED_BY_MASTER -> plus(whole.subList(0, 1 + random.nextInt(2)), Act.DECLINE);
            case CANCELLED -> plus(whole.subList(0, random.nextInt(3)), Act.CANCEL);
        };
    }

    private Beat beat(Act act, Instant at) {
        return switch (act) {
            case PRICE -> new Beat(at, act, "", 1_500 + 500 * random.nextInt(22), List.of());
            case MARK_PAID -> new Beat(at, act, "", random.nextInt(3), List.of());
            case DECLINE -> new Beat(at, act, pick(Words.REASONS_TO_DECLINE), 0, List.of());
            case CANCEL -> new Beat(at, act, pick(Words.CANCELLATIONS), 0, List.of());
            default -> Beat.of(at, act);
        };
    }

    private Duration pauseBefore(Act act) {
        return switch (act) {
            case TAKE -> minutes(3, 50);
            case PRICE -> minutes(6, 40);
            case PROVE -> minutes(15, 240);
            case MARK_PAID -> minutes(1, 4);
            case CONFIRM -> minutes(5, 60);
            case START -> minutes(5, 45);
            case COMPLETE -> minutes(30, 150);
            default -> minutes(20, 200);
        };
    }

    /** What is said between two steps; some say nothing. */
    private void talk(List<Beat> beats, Lines lines, Act after, Instant from, Duration pause) {
        var exchange = Words.exchange(after);
        if (exchange.isEmpty() || random.nextInt(5) == 0) {
            return;
        }
        var words = pick(exchange);
        for (var i = 0; i < words.size(); i++) {
            var at = from.plus(pause.multipliedBy(i + 1L).dividedBy(words.size() + 1L));
            beats.addAll(lines.says(words.get(i), at));
        }
    }

    private void review(List<Beat> beats, Lines lines, Person client, Instant completed) {
        talk(beats, lines, Act.COMPLETE, completed, Duration.ofMinutes(10));
        var trouble = client == Cast.BANNED;
        if (random.nextInt(10) < 8) {
            var rating = trouble ? 2 : pick(List.of(5, 5, 5, 4, 4, 3));
            var words = pick(Words.ofMaster(rating, client.speaksRussian()));
            beats.add(new Beat(completed.plus(minutes(11, 90)), Act.REVIEW_MASTER, words, rating, List.of()));
        }
        if (trouble || random.nextInt(10) < 7) {
            var rating = trouble ? 1 + random.nextInt(2) : pick(List.of(5, 5, 5, 5, 4, 4, 3, 2));
            var opinion = pick(Words.ofClient(rating));
            beats.add(new Beat(
                    completed.plus(minutes(91, 160)), Act.REVIEW_CLIENT, opinion.comment(), rating, opinion.flags()));
        }
    }

    private Duration minutes(int atLeast, int below) {
        return Duration.ofSeconds(atLeast * 60L + random.nextInt((below - atLeast) * 60));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static <T> List<T> plus(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    /** A client's language. */
    private record Lines(Person client) {

        List<Beat> says(Words.Line line, Instant at) {
            var words = client.speaksRussian() ? line.russian() : line.english();
            var said = new Beat(at, line.act(), words, 0, List.of());
            return line.takenBack() ? List.of(said, Beat.of(at.plusSeconds(20), Act.CLIENT_TAKES_BACK)) : List.of(said);
        }
    }
}
