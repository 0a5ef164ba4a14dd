/**
 * The aggregate: a client's order from filing to completion, its state machine, its timeline. Every change goes through
 * {@link dev.guildhall.appointment.AppointmentStatus}, leaves timeline rows that form one chain, and emits events.
 */
@NullMarked
package dev.guildhall.appointment;

import org.jspecify.annotations.NullMarked;
