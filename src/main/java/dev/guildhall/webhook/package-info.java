/**
 * Other systems that hear of events: where events are posted to, how they are signed (Standard Webhooks), and what became of them. That they
 * are sent at all, once for each event and webhook, is the outbox's business.
 */
@NullMarked
package dev.guildhall.webhook;

import org.jspecify.annotations.NullMarked;
