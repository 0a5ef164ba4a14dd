/**
 * What people see while they are looking, over Server-Sent Events: docs/live.md. A module that has something to show declares a
 * {@link dev.guildhall.live.LiveSource}: which lines its events leave in the live log, and what a line looks like to a reader. The log is
 * written in the transaction and read by every node; a node that is woken up, by its own commits or over the bus, reads on from where it
 * stood and hands the lines to its streams. Everything about streams happens on one thread of the node, so nothing of it is locked.
 */
@NullMarked
package dev.guildhall.live;

import org.jspecify.annotations.NullMarked;
