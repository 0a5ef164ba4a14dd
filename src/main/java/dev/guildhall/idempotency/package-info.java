/**
 * Requests that are sent again, by the {@code Idempotency-Key} of their senders: the first one is carried out, and the others get its
 * answer. The key is kept in the transaction that does the work, so there is never the one without the other. See docs/api/README.md.
 */
@NullMarked
package dev.guildhall.idempotency;

import org.jspecify.annotations.NullMarked;
