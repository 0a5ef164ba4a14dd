package dev.guildhall.demo;

import dev.guildhall.shared.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Everybody of the demo, and the two who got into trouble. */
final class Cast {

    static final Person ADMIN = person("admin", "Ольга", "Лебедева", Role.ADMIN, 60);

    static final Person SUSPENDED = person("master.gleb", "Глеб", "Орлов", Role.MASTER, 45);

    static final Person BANNED = person("nikita", "Никита", "Фролов", Role.CLIENT, 21);

    static final List<Person> MASTERS = List.of(
            person("master.ivan", "Иван", "Соколов", Role.MASTER, 55),
            person("master.emma", "Emma", "Clarke", Role.MASTER, 50),
            person("master.timur", "Тимур", "Галиев", Role.MASTER, 30),
            SUSPENDED);

    static final List<Person> CLIENTS = List.of(
            person("anna", "Анна", "Ковалёва", Role.CLIENT, 43),
            person("dmitry", "Дмитрий", "Морозов", Role.CLIENT, 40),
            person("sophie", "Sophie", "Miller", Role.CLIENT, 38),
            person("elena", "Елена", "Васильева", Role.CLIENT, 33),
            person("james", "James", "Carter", Role.CLIENT, 27),
            person("pavel", "Павел", "Никитин", Role.CLIENT, 24),
            BANNED,
            person("maria", "Мария", "Зайцева", Role.CLIENT, 18),
            person("oliver", "Oliver", "Brown", Role.CLIENT, 12),
            person("artem", "Артём", "Лисин", Role.CLIENT, 9),
            person("lucy", "Lucy", "Evans", Role.CLIENT, 6),
            person("polina", "Полина", "Громова", Role.CLIENT, 3));

    /** How long before now. */
    static final Duration SUSPENSION = Duration.ofHours(5 * 24 + 3);

    /** How long before now. */
    static final Duration BAN = Duration.ofHours(4 * 24 + 7);

    private Cast() {}

    static Stream<Person> all() {
        return Stream.of(Stream.of(ADMIN), MASTERS.stream(), CLIENTS.stream()).flatMap(people -> people);
    }

    private static Person person(String username, String firstName, String lastName, Role role, int days) {
        return new Person(
                username, firstName, lastName, role, Duration.ofDays(days).plusMinutes(days * 17L % 600));
    }
}
