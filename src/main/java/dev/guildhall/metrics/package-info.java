/** The business in numbers, one row a day: written by a job, never by requests; listed for admins. */
@NullMarked
package dev.guildhall.metrics;

import org.jspecify.annotations.NullMarked;
