package dev.guildhall.demo;

import dev.guildhall.appointment.LockType;
import java.time.Instant;
import java.util.List;

/**
 * How one order goes.
 *
 * @param master who takes it; means nothing when nobody does
 * @param photo whether there is a picture of the lock screen
 * @param beats in the order in which they happen; the first files it
 */
record Plan(
        Person client, Person master, Device device, boolean hasPc, String problem, boolean photo, List<Beat> beats) {

    Instant filed() {
        return beats.get(0).at();
    }

    /** A device and what keeps its owner out of it. */
    record Device(String brand, String model, LockType lock) {}

    /**
     * What happens next.
     *
     * @param words what is said with it, or empty
     * @param number a price, a rating, or 0
     * @param flags behaviour flags of a review
     */
    record Beat(Instant at, Act act, String words, int number, List<String> flags) {

        static Beat of(Instant at, Act act) {
            return new Beat(at, act, "", 0, List.of());
        }
    }

    /** What can happen to an order. */
    enum Act {
        FILE,
        TAKE,
        DECLINE,
        PRICE,
        PROVE,
        MARK_PAID,
        CONFIRM,
        START,
        COMPLETE,
        CANCEL,
        CLIENT_SAYS,
        CLIENT_SENDS_PICTURE,
        CLIENT_TAKES_BACK,
        MASTER_SAYS,
        REVIEW_MASTER,
        REVIEW_CLIENT
    }
}
