/**
 * The business in numbers, one row a day: computed when the day is over and again when something about it changes, never by requests.
 * What each number counts is said once, by the view {@code metrics_fact}: days are computed from it and explained by it.
 */
@NullMarked
package dev.guildhall.metrics;

import org.jspecify.annotations.NullMarked;
