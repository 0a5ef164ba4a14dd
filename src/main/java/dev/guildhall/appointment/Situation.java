package dev.guildhall.appointment;

import java.util.Set;

/**
 * An appointment for one reader, with what else decides on what they can do with it.
 *
 * @param reviews of which types it has reviews
 */
public record Situation(AppointmentView view, Set<String> reviews) {}
