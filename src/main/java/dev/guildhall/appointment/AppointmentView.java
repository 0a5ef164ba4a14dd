package dev.guildhall.appointment;

/**
 * An appointment for one reader.
 *
 * @param unread messages by others, not deleted, above the reader's mark
 */
public record AppointmentView(Appointment order, long unread) {}
