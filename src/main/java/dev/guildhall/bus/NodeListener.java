package dev.guildhall.bus;

import java.util.List;

/** Hears what other nodes say about one kind of things. Called on a driver's event loop: quick, and never blocking. */
public interface NodeListener {

    /** The kind, a word; each kind has one listener. */
    String kind();

    /** What has been said; never by this node itself. */
    void heard(List<String> items);

    /** Something may have been said that was not heard. Comes after every connection, and every second besides. */
    void mayHaveMissed();
}
