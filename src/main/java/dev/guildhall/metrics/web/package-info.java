/** The metrics over HTTP: by day, added up, as a funnel, as files, and row by row. */
@NullMarked
package dev.guildhall.metrics.web;

import org.jspecify.annotations.NullMarked;
