/** Webhooks over HTTP, for admins. */
@NullMarked
package dev.guildhall.webhook.web;

import org.jspecify.annotations.NullMarked;
