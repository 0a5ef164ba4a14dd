package dev.guildhall.bus;

/** Tells the other nodes something. A hint only: what must not be lost is in the database first. */
public interface NodeTalk {

    /**
     * Tells every other node within a few milliseconds, if there is a connection.
     *
     * @param kind whose listeners are meant, see {@link NodeListener#kind}
     * @param item without white space
     */
    void tell(String kind, String item);
}
