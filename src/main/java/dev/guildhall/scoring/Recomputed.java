package dev.guildhall.scoring;

import dev.guildhall.appointment.AppointmentTouched;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was computed and stored.
 *
 * @param orders of clients whose risk is another now, as far as they are worked on or it was about them
 */
record Recomputed(Scores scores, List<AppointmentTouched> orders) {

    /** Whose statistics it was. */
    Set<Long> accounts() {
        var accounts = new HashSet<Long>();
        scores.clients().forEach(client -> accounts.add(client.id()));
        scores.masters().forEach(master -> accounts.add(master.id()));
        return accounts;
    }
}
