package dev.guildhall.flag;

import dev.guildhall.event.Signal;

/** A feature flag was made, changed or deleted. */
public record FlagsChanged() implements Signal {}
