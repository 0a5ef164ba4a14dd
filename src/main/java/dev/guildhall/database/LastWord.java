package dev.guildhall.database;

import reactor.core.publisher.Mono;

/** Has the last word in every transaction, inside of it: what it writes is committed with the rest. Joined transactions are one. */
public interface LastWord {

    /** Says nothing. */
    LastWord NONE = new LastWord() {
        @Override
        public <T> Mono<T> after(Mono<T> work) {
            return work;
        }
    };

    /** The same work, followed by whatever there is to say. */
    <T> Mono<T> after(Mono<T> work);
}
