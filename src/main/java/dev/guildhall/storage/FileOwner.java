package dev.guildhall.storage;

import reactor.core.publisher.Flux;

/** A module whose rows name files. */
public interface FileOwner {

    /** Every file that a row names, in no order. */
    Flux<Named> listNamed();

    /**
     * A file that a row names.
     *
     * @param row which, for people to read, e.g. {@code appointment 12, payment proof}
     */
    record Named(String row, String key) {}
}
