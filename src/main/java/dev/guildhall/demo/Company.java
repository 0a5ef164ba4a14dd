package dev.guildhall.demo;

import dev.guildhall.shared.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Those who have come so far, by what they are to the use cases. */
final class Company {

    private final Map<Person, Caller> callers = new HashMap<>();

    void join(Person person, long id) {
        callers.put(person, person.as(id));
    }

    Caller caller(Person person) {
        return Objects.requireNonNull(callers.get(person), person.username());
    }
}
