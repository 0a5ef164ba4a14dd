package dev.guildhall.demo;

import java.time.Instant;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Something that happens.
 *
 * @param action asked for when its moment has come, because what came before decides what it does
 */
record Scene(Instant at, Supplier<Mono<?>> action) {}
