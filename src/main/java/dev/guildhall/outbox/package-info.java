/**
 * What has to be said outside: one row for each occasion, channel and recipient, written by the transaction in which it comes up, and
 * carried out after the commit by any node. How a channel speaks is its module's business, see {@link dev.guildhall.outbox.Channel}.
 */
@NullMarked
package dev.guildhall.outbox;

import org.jspecify.annotations.NullMarked;
