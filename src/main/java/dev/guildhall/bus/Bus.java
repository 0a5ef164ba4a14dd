package dev.guildhall.bus;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What carries the words of nodes to each other. It only wakes them up: whatever matters is in the database, so a word may be lost, and
 * comes at most once.
 */
interface Bus {

    /** What {@link #listen} says when it has just begun to hear: nobody knows what was said before. */
    String CONNECTED = "";

    /** Says something to every node that listens, this one included. Nobody hears it when there is no connection. */
    Mono<Void> publish(String text);

    /**
     * What is said from now on, beginning with {@link #CONNECTED}. Fails when the connection is lost; whoever wants to hear on listens
     * again.
     */
    Flux<String> listen();

    /** How long a text may be, in bytes of UTF-8. */
    int longestText();
}
