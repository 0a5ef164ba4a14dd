package dev.guildhall.scoring;

import dev.guildhall.event.Signal;
import java.util.Set;

/** Statistics of these accounts were computed anew. */
public record ScoresChanged(Set<Long> accounts) implements Signal {}
