/** Appointments over HTTP: for their two sides, and for admins. */
@NullMarked
package dev.guildhall.appointment.web;

import org.jspecify.annotations.NullMarked;
