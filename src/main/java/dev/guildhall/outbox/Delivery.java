package dev.guildhall.outbox;

import org.jspecify.annotations.Nullable;

/**
 * Something to be said to somebody, taken by this node.
 *
 * @param account whom it is for; null when it is for a webhook
 * @param webhook which one it is for; null when it is for a person
 * @param notification what is to be told; null when it is something else
 * @param event the event it is about; null when it is about none
 * @param message a text of its own; null when it says what its notification or event says
 * @param attempts how often it was tried, this time included
 * @param mostAttempts after how many it is given up
 */
public record Delivery(
        long id,
        @Nullable Long account,
        @Nullable Long webhook,
        @Nullable Long notification,
        @Nullable Long event,
        @Nullable String message,
        int attempts,
        int mostAttempts) {

    /** Whether another failure is the last one. */
    boolean isLastAttempt() {
        return attempts >= mostAttempts;
    }
}
