package dev.guildhall.appointment;

/** What the shop promises about an order. */
public enum Promise {
    /** Somebody answers a new order: takes it, or says no. */
    RESPONSE("response", "response_timeout"),
    /** Paid work is completed. */
    COMPLETION("completion", "completion_timeout");

    private final String word;
    private final String reason;

    Promise(String word, String reason) {
        this.word = word;
        this.reason = reason;
    }

    /** The word of the API. */
    public String word() {
        return word;
    }

    /** Why the SLA is breached when it is not kept: the word of events and of the database. */
    public String reason() {
        return reason;
    }
}
