/** The list of daily metrics over HTTP. */
@NullMarked
package dev.guildhall.metrics.web;

import org.jspecify.annotations.NullMarked;
