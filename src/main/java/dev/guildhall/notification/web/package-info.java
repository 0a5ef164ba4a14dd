/** Everybody's own notifications over HTTP. */
@NullMarked
package dev.guildhall.notification.web;

import org.jspecify.annotations.NullMarked;
