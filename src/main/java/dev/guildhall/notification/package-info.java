/** Notices to single people: made by the actions of rules, read and marked as read by their recipients. */
@NullMarked
package dev.guildhall.notification;

import org.jspecify.annotations.NullMarked;
