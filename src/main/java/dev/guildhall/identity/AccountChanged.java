package dev.guildhall.identity;

import dev.guildhall.event.Signal;

/** Somebody's account looks different: role, activation, name. */
public record AccountChanged(long accountId) implements Signal {}
