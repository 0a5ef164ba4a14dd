/** The event log over HTTP. */
@NullMarked
package dev.guildhall.event.web;

import org.jspecify.annotations.NullMarked;
