package dev.guildhall.live;

/** What can be watched. Those with a colon have a sequence of their own; the others are shared by all transactions. */
public final class Topics {

    /** Orders that can be taken. */
    public static final String QUEUE = "queue";

    /** What concerns everybody; who watches themself watches this as well. */
    public static final String EVERYONE = "everyone";

    /** The events of the platform. */
    public static final String EVENTS = "events";

    /** Oneself, as it is asked for. */
    public static final String USER = "user";

    private Topics() {}

    public static String appointment(long id) {
        return "appointment:" + id;
    }

    public static String user(long id) {
        return USER + ":" + id;
    }
}
