package dev.guildhall.appointment;

import dev.guildhall.event.Signal;
import java.util.Set;

/**
 * An appointment looks different to people than before, although nothing happened to it: a tag was put on, somebody wrote.
 *
 * @param people account ids of whoever has it in a list of theirs and must see it anew
 * @param available whether it waits for a master, who see it in the queue
 * @param page whether everybody who has its page open must see it anew, and not those people only
 */
public record AppointmentTouched(long id, Set<Long> people, boolean available, boolean page) implements Signal {}
