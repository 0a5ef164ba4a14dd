package dev.guildhall.demo;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Role;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody of the demo.
 *
 * @param ago how long before now they came
 */
record Person(String username, String firstName, String lastName, Role role, Duration ago) {

    /** Long enough, and no secret: the demo is for machines nobody else reaches. */
    static final String PASSWORD = "guildhall-demo";

    Instant joined(Instant now) {
        return now.minus(ago);
    }

    boolean speaksRussian() {
        return Character.UnicodeBlock.of(firstName.codePointAt(0)) == Character.UnicodeBlock.CYRILLIC;
    }

    Caller as(long id) {
        return new Caller(id, username, role, false, role == Role.MASTER, false);
    }
}
