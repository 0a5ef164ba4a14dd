package dev.guildhall.appointment;

import dev.guildhall.event.Signal;
import java.util.List;

/** Rows were added to an appointment's timeline. */
public record TimelineWritten(long appointmentId, List<Long> rows) implements Signal {}
